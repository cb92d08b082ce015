"""English, as a visitor or a learner types it."""

from __future__ import annotations

import re

from bot.channel.danger.language import Language, Patterns, by_kind, one_of

_HE = (
    r"(?:he|she|they|dad|daddy|father|mom|mum|mother|husband|wife|boyfriend|bf|girlfriend|gf|ex|"
    r"partner|stepdad|stepfather|stepmom|uncle|aunt|brother|sister|cousin|teacher|boss|neighbor|"
    r"neighbour|grandpa|grandma|man|guy|someone|somebody|people|parents|classmates?|coach)"
)
_WHO = (
    r"(?:baby|son|daughter|kid|child|children|mom|mum|mother|dad|father|husband|wife|brother|sister|"
    r"friend|grandma|grandpa|grandmother|grandfather|uncle|aunt|cousin|girl|boy|man|woman|neighbor|"
    r"someone|somebody|person|people|he|she|boyfriend|girlfriend|nephew|niece|passenger|driver)"
)
_PLACE = (
    r"(?:house|home|kitchen|school|building|apartment|room|roof|car|bus|market|store|shop|barn|field|"
    r"hill|mountain|forest|neighborhood|street|hostel|hotel|church|office|farm)"
)
_WEAPON = r"(?:gun|guns|knife|knives|weapon|weapons|machete|pistol|rifle|bat)"

_NEAR: Patterns = {
    "mental": (
        r"(?:want|wants|wanna|going|gonna|wish|ready|trying|tried|plan|planning|thinking of|thinking "
        r"about|threatening|threatened) (?:to |i could |i was |i were )?(?:die|dead|dying|kill "
        r"(?:my|her|him|them)sel(?:f|ves)|killing (?:my|her|him)self|hurt (?:my|her|him)self|"
        r"end (?:my|it|her|his|this) (?:life|all|tonight|today|now)?|end it|jump (?:off|from)|"
        r"disappear forever|commit suicide|suicide|not (?:exist|wake up|be alive)|hang myself)\b"
        r"(?! (?:of|for|to)\b)",
        r"(?:kill|hurt|cut|cutting|hurting|harming|killing|hang)(?:s|ed)? (?:my|her|him)self\b",
        r"(?:dont|don t|do not|didn t|doesnt|doesn t|no longer) want to (?:live|be alive|exist|wake up|"
        r"be here|go on|keep living)\b(?! (?:in|with|near|at|there|alone)\b)|"
        r"(?:dont|don t|do not) wanna (?:live|be here)(?: anymore)?$|i wish i (?:was|were|wasnt|wasn t) "
        r"(?:dead|never born|born)|rather be dead|"
        r"(?:never|not) wake up(?: again)?$|if i (?:died|die|was gone|disappeared)|(?:i have|got|holding) "
        r"(?:\w+ )?(?:pills|rope|razor|blade)\b(?= (?:here|ready|in)|$)|(?:standing|sitting|i am|im) (?:on|at) "
        r"(?:the|a) (?:\w+ )?(?:bridge|roof|ledge|edge)(?! (?:of (?:town|the city)|in)\b)",
        r"(?:no|not any|any) reason to live|life (?:is not|isnt|isn t) worth|nothing to live for|"
        r"cant (?:go on|take it|do this)(?: any ?more)?$|can t (?:go on|take it|do this)"
        r"(?: any ?more)?$|better off without me|better off dead|nobody (?:would|will) miss me",
        r"(?:goodbye|suicide|farewell) (?:note|letter|message|text)|end(?:ing)? (?:my|her|his) life|"
        r"(?:this is|today is) my last (?:day|message|night)(?! (?:of|in|at|to)\b)|"
        r"took (?:\w+ ){0,4}pills to die|(?:have|had) suicidal|suicidal thoughts|feel(?:ing)? suicidal|"
        r"(?:i am|im|i m|she is|he is|shes|hes) suicidal|voices (?:\w+ ){0,3}(?:tell|telling|say)|"
        r"(?:need|want) (?:\w+ )?(?:therapist|psychologist)\b|"
        r"(?:i am|im|i m) (?:so |very |really )?depressed",
    ),
    "ambulance": (
        r"(?:cant|can t|cannot|not|isnt|isn t|stopped|trouble|hard to|struggling to|barely) "
        r"breath(?:e|ing)\b(?! (?:without you|because of laugh))",
        rf"{_WHO} (?:\w+ ){{0,3}}(?:(?:wont|won t|will not|is not|isnt|isn t|not|doesnt|doesn t) "
        r"(?:wake|waking|wake up|responding|moving|respond|move)|is (?:dying|unconscious|bleeding|"
        r"choking|drowning|having a (?:seizure|stroke|heart attack)|turning blue|convulsing)|"
        r"collapsed|fainted|passed out|stopped breathing|drowned|(?:got|was) (?:hit by|run over|shot|"
        r"stabbed|electrocuted|burned|bitten|crushed)|had a (?:stroke|heart attack|seizure)|"
        r"is (?:badly |seriously |very )?(?:hurt|injured)|fell (?:off|from|into|down))\b",
        r"(?:bleeding (?:\w+ )?(?:a lot|bad|badly|out|heavily|from|and)|lots? of blood|(?:wont|won t|doesnt|cant) "
        r"stop (?:the )?bleed\w+|(?:coughing|vomiting|throwing) (?:up )?blood|i(?: a)?m bleeding)",
        r"(?:snake|viper|spider|scorpion|dog) (?:has )?(?:just )?(?:bit|bitten|stung)|"
        r"(?:bitten|stung|bit) by (?:a |the )?(?:snake|viper|spider|scorpion|dog)|snake ?bite\b(?= \w)",
        r"(?:took|swallowed|drank|ate|drunk|swallow) (?:\w+ ){0,4}(?:bottle of pills|all (?:my|her|his|"
        r"the) pills|too many pills|pills|poison|bleach|gasoline|pesticide|rat poison|acid|batter(?:y|ies)"
        r")|overdos\w+|poisoned\b",
        r"(?:in labou?r|giving birth|water (?:just )?broke|baby is coming|contractions|having (?:her|the|"
        r"my) baby now)",
        r"(?:need|call|send|get) (?:\w+ )?(?:ambulance|paramedics?|doctor (?:now|fast|urgent\w*))|"
        r"^(?:an )?ambulance(?: please)?$|medical emergency|chest (?:pain|hurts)|pain in (?:my|his|her) "
        r"chest|heart attack|allergic reaction|someone is drowning|is drowning|choking on",
        r"(?:car|bus|bike|motorcycle|truck|moto) (?:\w+ ){0,2}(?:crash\w*|accident|flipped|went off)|"
        r"(?:we|i) (?:just )?(?:crashed|had an accident|got hit by)|electrocuted|"
        r"(?:people|there are) (?:\w+ )?(?:injured|hurt|dead)\b|run over by|hit by a (?:car|bus|truck)|"
        r"(?:was|been|got) (?:shot|stabbed)|broke (?:my|his|her) (?:leg|arm|neck|back|hip)\b",
    ),
    "weapon": (
        rf"(?:pointing|pointed|aiming|with|has|have|holding|pulled) (?:\w+ ){{0,2}}{_WEAPON}\b|"
        r"(?:armed|masked) (?:men|man|robbers?|people)|gunpoint|knifepoint|kidnapp?\w*|"
        r"(?:took|taken|grabbed|forced) (?:my|a|the|me) (?:\w+ ){0,3}(?:into|in) (?:a|the|his) "
        r"(?:car|van|truck)|extort\w*|shooting at|shot at|being held hostage|hostage",
    ),
    "violence": (
        rf"(?:hit|beat|rap|kick|punch|slap|chok|strangl|abus|molest|touch|threaten|hurt|grop|"
        rf"harass|stalk|grab|burn)(?:s|es|ed|ing|ting|en|t|p?ing|p?ed)? "
        r"(?:me|us|her|his wife|my (?:mom|mum|mother|sister|brother|friend|daughter|son|kids?|baby))\b"
        r"(?! (?:up|at (?:chess|football|fifa|games?)|with (?:a |some |the )?(?:question|info\w*|"
        r"update|link|message|idea|price)s?|to (?:it|the)|hard that|when i realized))",
        rf"(?:{_HE}) (?:\w+ ){{0,4}}(?:hits?|beats?|rapes?|raped|kicks?|chokes?|abuses?|molests?|"
        r"punches) (?:me|us|her|him|my)\b",
        r"(?:being|been|was|got) (?:\w+ )?(?:raped|molested|abused|beaten|assaulted|harassed|stalked)|"
        r"(?:trying|tried|wants?|going|gonna) to (?:rape|kill|hurt|beat) (?:me|us|her|my|them)\b",
        r"touch(?:es|ed|ing)? me (?:at|in|when|where|down|under|and)|(?:comes|came|gets) into my "
        r"(?:room|bed)|(?:private parts)|(?:forc|mak)(?:e|es|ed|ing) me (?:to )?(?:have sex|undress|"
        r"send|touch|kiss|sleep with|do things)",
        r"(?:wants?|asks?|asked|asking|told|tells|wanting|telling|begs) (?:\w+ ){0,3}(?:nudes?|naked|"
        r"pictures of my body|to send (?:\w+ )?(?:photos?|pics|pictures)|take off my clothes|"
        r"not to tell|keep (?:it|this) (?:a )?secret|meet (?:alone|in secret))|"
        r"(?:has|leak\w*|post\w*|share\w*|publish\w*) (?:my |naked |nude )+(?:photos|pics|pictures|nudes|"
        r"videos)|blackmail\w*|sextort\w*|nudes\b",
        r"(?:wont|won t|doesnt|doesn t|does not|not|dont|don t) let (?:me|us|her) (?:leave|out|go|eat)\b"
        r"(?! (?:of the (?:app|game|session)|out of the app|to the (?:party|movies)))|"
        r"lock(?:s|ed|ing)? (?:me|us|her) (?:in|up|inside)|(?:afraid|scared) (?:of (?:my|him|her)|to go "
        r"home|at home)|domestic violence (?:at|in) (?:my|home)|drunk and (?:hitting|beating|breaking|"
        r"yelling|violent)",
        r"(?:sends?|sending|sent) me (?:\w+ )?(?:dirty|sexual|nude|naked|nasty) (?:messages|pics|pictures|"
        r"photos|texts|videos)|^(?=.*\b(?:online|internet|instagram|tiktok|roblox|discord|whatsapp|free fire|"
        r"fortnite|minecraft|snapchat|facebook|chat)\b)(?=.*\b(?:guy|man|stranger|adult|someone|person|"
        r"older)\b)(?=.*\b(?:meet|secret|alone|photos?|pics?|pictures?|webcam|camera|naked|nudes?|gift|"
        r"girlfriend|touch|sex)\b)(?=.*\b(?:me|my|i)\b)(?=.*\b(?:wants?|asks?|asked|asking|told|tells|says|"
        r"said|sent|sends)\b)",
        r"(?:bully|bullies|bullied|bullying) me|(?:i am|im|i m|being|get|getting) bullied|"
        r"forced (?:to marry|marriage)|report (?:abuse|domestic violence)$",
    ),
    "fire": (
        rf"{_PLACE} (?:\w+ ){{0,2}}(?:is |are |s )?(?:on fire|burning|in flames|collapsed|flooded|"
        r"flooding)\b|"
        rf"fire (?:\w+ )?(?:in|at|on) (?:\w+ )?(?:my|the|our|this|a) (?:\w+ )?{_PLACE}\b",
        r"(?:smell|smells like|smell of|smelling) gas\b|gas leak\b(?! (?:course|detector))|"
        r"(?:gas )?(?:tank|cylinder) (?:just )?explod\w+|there (?:was|is) an explosion",
        r"(?:flooded|flooding) (?:my|our|the)|on the roof (?:because|help|and|with)|"
        r"(?:we are|im|i am|people are|were|i m) (?:\w+ )?trapped\b(?! in (?:level|excel|a loop))|"
        r"(?:landslide|mudslide|avalanche|tsunami|earthquake)(?= (?:is|in|here|now|help|hit|coming|just))|"
        r"(?:call|need|send) (?:\w+ )?(?:firefighters?|fire ?(?:department|brigade|men|truck))",
        r"^(?:fire|earthquake|landslide)(?: (?:fire|help))*$|theres? (?:is )?(?:a )?(?:big )?fire"
        r"(?= (?:in|at|near|on|here|next)|$)",
    ),
    "police": (
        r"(?:break|breaking|broke|broken) into (?:my|our|the) (?:house|home|room|shop|store|apartment)\b|"
        r"trying to (?:\w+ )?(?:open|get in|enter|break|come in|kick)\w* ?(?:my|our|the|through)? ?(?:door|window|house|"
        r"in|home)|"
        r"(?:someone|somebody|a man|man|stranger|intruder|thief|thieves|robbers?|burglars?)s? "
        r"(?:\w+ ){0,3}(?:in|inside|into|outside|at) (?:my|our) (?:house|home|room|window|door|shop)|"
        r"(?:thieves|burglar|intruder)\b(?= (?:in|are|is|help))",
        r"(?:i|we|he|she) (?:\w+ ){0,3}(?:got|been|being|was|were|am) (?:\w+ )?(?:robbed|mugged)|"
        r"(?:robbing|mugging|robbed|mugged) (?:me|us|my|the)\b(?! (?:of (?:my time|sleep)))|"
        r"being (?:robbed|mugged|followed)|stole my (?:phone|wallet|bag|purse|money|passport|backpack|"
        r"bike|motorcycle)",
        r"(?:following|follows|chasing|stalking) (?:me|us)\b(?! on (?:instagram|facebook|tiktok|"
        r"twitter|social))|followed me home",
        rf"(?:my|a|our|the) (?:\w+ )?(?:{_WHO}) (?:\w+ ){{0,2}}(?:is|went|has gone|has been|are) missing|"
        r"(?:cant|can t|cannot|cant) find my (?:son|daughter|child|kid|baby|mom|brother|sister|husband|"
        r"wife|friend)|(?:never|didnt|didn t) c[oa]me (?:back )?home|my (?:son|daughter|child|kid) is "
        r"lost|lost my (?:son|daughter|child|kid)\b|(?:lost in|stuck on) the (?:mountain|jungle|forest)s?",
        r"(?:call|need|send) (?:\w+ )?(?:police|cops)|^(?:the )?police(?: (?:please|help))*$|"
        r"(?:hear|heard|there are) (?:\w+ )?(?:gunshots|shots|shooting)|dead body|"
        r"(?:i am|im|i m|we are) in danger|gang is",
    ),
    "none": (
        r"^(?:please )?help(?: (?:me|help|please|us|now|quick|urgent))*(?: please| help| now| emergency| "
        r"urgent)$|^(?:this is |its |it is |it s )?an? emergency(?: please| help)*$|^emergency$|"
        r"(?:save me|911)(?: please)?$|somebody help(?: me| us)?",
    ),
}
_TOLD: Patterns = {
    "ambulance": (r"(?:there was|there is|there s|theres) an? (?:\w+ )?accident",),
    "fire": (r"(?:there is|theres|there s) a fire\b",),
    "violence": (r"(?:hear|heard) (?:\w+ )?(?:woman|girl|child|neighbor|kid|screams|screaming)",),
}
_NAMED: Patterns = {"mental": (r"suicide\b|suicidal\b",)}
_FIGURES = (
    r"(?:killing|kill) (?:time|me (?:softly|with)|the (?:process|lights|vibe))|"
    r"(?:homework|exam|math|class|this|heat|back|feet|suspense|work|shoes) (?:is|are|s) killing me",
    r"(?:dying|die|died|dead) (?:to|for|of (?:laughter|laughing|boredom|hunger|heat|shame|"
    r"embarrassment|curiosity)|laughing|tired|inside lol)|to die for",
    r"(?:phone|laptop|battery|computer|pc|tablet|internet|wifi|router|screen|app|car battery) "
    r"(?:\w+ ){0,3}(?:died|is dead|is dying|dead|dying|not responding|wont (?:wake|turn)|"
    r"is (?:burning|on fire|hot))",
    r"hit me up|beat(?:s|ing)? me (?:at|in)|beat (?:the|this) (?:level|game|boss)|hit(?:s)? me (?:hard|"
    r"different|with)|(?:stole|stolen|steal) my (?:heart|idea|account|password|likes|facebook|wifi)|"
    r"(?:hacked|robbed) (?:my|of my) (?:account|facebook|time|sleep)",
    r"(?:follow|follows|following) me (?:on|in) (?:instagram|facebook|tiktok|twitter|ig|social)",
    r"(?:fire|fired) (?:up|drill|emoji|base|stick|fox|wall|works)|firewall|firefox|free fire|you re fired|"
    r"(?:mixtape|song|beat|music|playlist|outfit) is (?:fire|on fire)|this is fire|on fire (?:today|lol)",
    r"shooting (?:a |the )?(?:video|film|photos?|stars?|hoops|scene)|shot (?:a |the )?(?:video|photo)|"
    r"photo ?shoot\w*|gun emoji|touch(?:ed|es)? (?:my heart|base)|trapped in (?:level|excel|a loop)",
    r"(?:song|book|movie|film|novel|poem|lyrics?|quote|series) (?:called|says|named|titled|about|"
    r"where)(?: \w+){1,8}",
)

LANGUAGE = Language(
    spelled=lambda words: words.replace("im gonna", "gonna").replace("ain t", "not"),
    figures=one_of(_FIGURES),
    near=by_kind(_NEAR),
    told=by_kind(_TOLD),
    named=by_kind(_NAMED),
    distant=re.compile(
        r"\b(?:novels?|movies?|films?|series|stories|story|character|games?|gaming|playing|fortnite|"
        r"minecraft|roblox|news|documentary|history|historical|century|war|museum|battle|ancient|"
        r"years ago|months ago|in (?:1[4-9]|20[012])\d\d|dream|dreamt|dreamed|nightmare|drill)\b"
    ),
    learning=re.compile(
        r"\b(?:courses?|learn|learning|books?|homework|class|classes|study|studying|workshop|videos?|"
        r"prevention|prevent|avoid|essay|thesis|training|what is|how to|what to do|first aid|"
        r"become|career|research|project about|information about|guide|law|drill)\b"
    ),
    supposed=re.compile(r"\b(?:if|when|in case) (?:there|a|an|someone|you|of)\b(?: \w+){0,5}"),
)
