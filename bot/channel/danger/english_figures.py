"""What only sounds like danger in English: figures of speech, machines, games, quotations."""

from __future__ import annotations

FIGURES = (
    r"robbed of (?:my |the )?(?:sleep|time|win|victory|match|goal)",
    r"(?:killing|kill) (?:time|me (?:softly|with)|the (?:process|lights|vibe))|"
    r"(?:homework|exam|math|class|this|heat|back|feet|suspense|work|shoes) (?:is|are|s) killing me",
    r"(?:dying|die|died|dead) (?:to|for|of (?:laughter|laughing|boredom|hunger|heat|shame|"
    r"embarrassment|curiosity)|laughing|tired|inside lol)|to die for",
    r"(?:phone|laptop|battery|computer|pc|tablet|internet|wifi|router|screen|app|"
    r"car battery) (?:\w+ ){0,3}(?:died|is dead|is dying|dead|dying|not responding|"
    r"wont (?:wake|turn)|is (?:burning|on fire|hot))",
    r"(?:beat|beats|beating) (?:us|me|them) \d|(?:guns?|shoot\w*|kill\w*|"
    r"fire) (?:\w+ )?in (?:free fire|fortnite|roblox|minecraft|gta|the game|a game|pubg|"
    r"dota)|how to treat (?:\w+ )?(?:\w+ )?bites?|hit me up|beat(?:s|ing)? me (?:at|"
    r"in)|beat (?:the|this) (?:level|game|boss)|hit(?:s)? me (?:hard|different)|(?:stole|stolen|"
    r"steal) my (?:heart|idea|account|password|likes|facebook|wifi)|(?:hacked|robbed) (?:my|"
    r"of my) (?:account|facebook|time|sleep)",
    r"(?:follow|follows|following) me (?:on|in) (?:instagram|facebook|tiktok|twitter|ig|social)",
    r"(?:fire|fired) (?:up|drill|emoji|base|stick|fox|wall|works)|firewall|firefox|free fire|"
    r"you re fired|(?:mixtape|song|beat|music|playlist|outfit) is (?:fire|on fire)|this is fire|"
    r"on fire (?:today|lol)",
    r"shooting (?:a |the )?(?:video|film|photos?|stars?|hoops|scene)|"
    r"shot (?:a |the )?(?:video|photo)|photo ?shoot\w*|gun emoji|touch(?:ed|es)? (?:my heart|base)|"
    r"trapped in (?:level|excel|a loop)",
    r"(?:song|book|movie|film|novel|poem|lyrics?|quote|series) (?:called|says|named|titled|about|"
    r"where)(?: \w+){1,8}",
)
