"""English, as a visitor or a learner types it."""

from __future__ import annotations

import re

from bot.channel.danger.english_figures import FIGURES
from bot.channel.danger.english_words import HE, PLACE, WEAPON, WHO
from bot.channel.danger.language import Language, Patterns, by_kind, one_of

_NEAR: Patterns = {
    "mental": (
        r"(?:cut|cutting|slit|slitting) (?:my|her|his) (?:wrists?|arms?|veins?)",
        r"feel(?:ing)? like (?:dying|killing|ending (?:it|everything|my)|(?:my )?life (?:makes no|"
        r"has no))|(?:life|nothing) (?:makes|has) no (?:sense|meaning)(?! of)|no reason (?:to|"
        r"for) (?:go on|going on|live|living)|cant stand living|(?:about|going|want|"
        r"ready) to jump(?! (?:rope|in the pool|into))|jump(?:ing)? (?:from|off) (?:a|"
        r"the) (?:bridge|roof|building)",
        r"(?:want|wanna) to disappear(?! from (?:the|this) (?:group|chat))|"
        r"nothing matters (?:any ?more|to me)|cutting (?:my|her|his) (?:arms?|wrists?|legs?)",
        r"(?:want|wants|wanna|going|gonna|wish|ready|trying|tried|plan|planning|thinking of|"
        r"thinking about|threatening|threatened) (?:to |i could |i was |i were )?(?:die|dead|dying|"
        r"kill (?:my|her|him|them)sel(?:f|ves)|killing (?:my|her|him)self|hurt (?:my|her|him)self|"
        r"end (?:my|it|her|his|this) (?:life|all|tonight|today|now)?|end it|jump (?:off|from)|"
        r"disappear forever|commit suicide|suicide|not (?:exist|wake up|be alive)|"
        r"hang myself)\b(?! (?:of|for|to)\b)",
        r"(?:kill|hurt|cut|cutting|hurting|harming|killing|hang)(?:s|ed)? (?:my|her|him)self\b",
        r"(?:dont|don t|do not|didn t|doesnt|doesn t|no longer) want to (?:live|be alive|exist|"
        r"wake up|be here|go on|keep living)\b(?! (?:in|with|near|at|there|alone)\b)|(?:dont|don t|"
        r"do not) wanna (?:live|be here)(?: anymore)?$|i wish i (?:was|were|wasnt|wasn t) (?:dead|"
        r"never born|born)|rather be dead|(?:never|not) wake up(?: again)?$|if i (?:died|die|"
        r"was gone|disappeared)|(?:i have|got|holding) (?:\w+ )?(?:pills|rope|razor|"
        r"blade)\b(?= (?:here|ready|in)|$)|(?:standing|sitting|i am|im) (?:on|at) (?:the|"
        r"a) (?:\w+ )?(?:bridge|roof|ledge|edge)(?! (?:of (?:town|the city)|in)\b)",
        r"(?:no|any) (?:point|purpose|meaning) (?:in|to) (?:living|life|going on|live)|"
        r"(?:no|not any|any) reason to live|life (?:is not|isnt|isn t) worth|nothing to live for|"
        r"cant (?:go on|take it|do this)(?: any ?more)?$|can t (?:go on|take it|"
        r"do this)(?: any ?more)?$|better off without me|better off dead|nobody (?:would|"
        r"will) miss me",
        r"(?:goodbye|suicide|farewell) (?:note|letter|message|text)|"
        r"end(?:ing)? (?:my|her|his) life|(?:this is|today is) my last (?:day|message|"
        r"night)(?! (?:of|in|at|to)\b)|took (?:\w+ ){0,4}pills to die|(?:have|"
        r"had) suicidal|suicidal thoughts|feel(?:ing)? suicidal|(?:i am|im|i m|she is|he is|shes|"
        r"hes) suicidal|voices (?:\w+ ){0,3}(?:tell|telling|say)|(?:need|"
        r"want) (?:\w+ )?(?:therapist|psychologist)\b|(?:i am|im|i m) (?:so |very |"
        r"really )?depressed",
    ),
    "ambulance": (
        r"(?:lorry|van|car|truck|bus|bike|motorbike|motorcycle|train) (?:just )?(?:ran|run|hit|"
        r"knocked) (?:over |down )?(?:a|an|my|our|some|the) |(?:bus|van|car|truck|"
        r"lorry) (?:\w+ )?(?:fell|turned over|overturned|rolled|plunged)|(?:cars?|"
        r"buses) (?:just )?crashed|hit (?:his|her|my) head and|pregnant and bleeding|"
        r"bleeding and pregnant|fell (?:\w+ ){0,3}(?:stairs|roof|tree|cliff|ladder) and|"
        r"number (?:\w+ ){0,3}ambulance",
        r"(?:he|she|it|baby) (?:doesnt|doesn t|does not|isnt) (?:react|respond|wake|breathe|"
        r"move)\w*|waters? (?:just )?(?:broke|broken)|(?:has|having) (?:convulsions|a seizure|"
        r"seizures|a fit)|pain in (?:the|my|his|her) chest",
        r"(?:cant|can t|cannot|not|isnt|isn t|stopped|trouble|hard to|struggling to|"
        r"barely) breath(?:e|ing)\b(?! (?:without you|because of laugh))",
        rf"{WHO} (?:\w+ ){{0,3}}(?:(?:wont|won t|will not|is not|isnt|isn t|not|doesnt|"
        r"doesn t) (?:wake|waking|wake up|responding|moving|respond|"
        r"move)|(?:\w+ ){0,4}is (?:dying|unconscious|bleeding|choking|drowning|"
        r"having a (?:seizure|stroke|heart attack)|turning blue|"
        r"convulsing)|collapsed|fainted|passed out|stopped breathing|drowned|(?:got|"
        r"was) (?:hit by|run over|shot|stabbed|electrocuted|burned|bitten|"
        r"crushed)|had a (?:stroke|heart attack|seizure)|is (?:badly |seriously |very )?(?:hurt|"
        r"injured)|fell (?:off|from|into|down))\b",
        r"(?:bleeding (?:\w+ )?(?:a lot|bad|badly|out|heavily|from|and)|lots? of blood|(?:wont|"
        r"won t|doesnt|cant) stop (?:the )?bleed\w+|(?:coughing|vomiting|"
        r"throwing) (?:up )?blood|i(?: a)?m bleeding)",
        r"(?:snake|viper|spider|scorpion|dog) (?:has )?(?:just )?(?:bit|bitten|stung)|"
        r"(?:bitten|stung|bit) by (?:a |the )?(?:snake|viper|spider|scorpion|dog)|"
        r"snake ?bite\b(?= \w)",
        r"(?:and |is |he s |she s )unconscious|high fever (?:and|with)|"
        r"(?:car|bus|truck|moto|motorcycle|van) (?:just )?hit (?:my|a|me|our|the)\b|"
        r"(?:took|swallowed|drank|ate|drunk|swallow) (?:\w+ ){0,4}(?:bottle of pills|all (?:my|her|"
        r"his|the) pills|too many pills|pills|poison|bleach|gasoline|pesticide|rat poison|acid|"
        r"batter(?:y|ies))|overdos\w+|poisoned\b",
        r"(?:in labou?r|giving birth|water (?:just )?broke|baby is coming|contractions|"
        r"having (?:her|the|my) baby now)",
        r"(?:need|call|send|get) (?:\w+ )?(?:ambulance|paramedics?|doctor (?:now|fast|urgent\w*))|"
        r"^(?:an )?ambulance(?: please)?$|medical emergency|chest (?:pain|hurts)|"
        r"pain in (?:my|his|her) chest|heart attack|allergic reaction|someone is drowning|"
        r"is drowning|choking on",
        r"(?:car|bus|bike|motorcycle|truck|moto) (?:\w+ ){0,2}(?:crash\w*|accident|flipped|"
        r"went off)|(?:we|i) (?:just )?(?:crashed|had an accident|"
        r"got hit by)|electrocuted|(?:people|there are) (?:\w+ )?(?:injured|hurt|"
        r"dead)\b|run over by|hit by a (?:car|bus|truck)|(?:was|been|got) (?:shot|"
        r"stabbed)|broke (?:my|his|her) (?:leg|arm|neck|back|hip)\b",
    ),
    "weapon": (
        rf"(?:pointing|pointed|aiming|with|has|have|holding|pulled) (?:\w+ ){{0,2}}{WEAPON}\b|"
        r"(?:armed|masked) (?:men|man|robbers?|people)|gunpoint|knifepoint|kidnapp?\w*|"
        r"(?:took|taken|grabbed|forced) (?:my|a|the|me) (?:\w+ ){0,3}(?:into|in) (?:a|the|"
        r"his) (?:car|van|truck)|extort\w*|shooting at|shot at|being held hostage|hostage",
    ),
    "violence": (
        r"(?:hed|hell|shed|shell|theyd|theyll) (?:kill|hurt|beat) (?:me|her|him|us)",
        r"(?:neighbou?r|somebody|someone|man|father|mother|teacher|he|she|they) (?:is |"
        r"are )?(?:beat|hit|beating|hitting|hurt|hurting|abus)(?:s|es|ing)? (?:his|her|their|a|"
        r"the) (?:\w+ )?(?:kids?|child|children|wife|son|daughter|girl|boy|baby|mother)|(?:woman|"
        r"girl|child|lady) (?:\w+ )?(?:is )?screaming|naked (?:pics|pictures|photos|"
        r"videos)|intimate (?:pics|pictures|photos|videos)|(?:kiss|touch|"
        r"hug) (?:\w+ )?(?:me )?by force|threatens? (?:to|me)|(?:he|she|they) (?:d|ll|will|"
        r"would) kill (?:me|her|him|us)|drunk and (?:is )?(?:shouting|screaming|breaking|hitting|"
        r"violent)|we are locked in|victim of (?:domestic )?(?:violence|abuse)|marry me off|(?:was|"
        r"been|got) drugged|ex (?:\w+ )?waits|touch(?:es|ed)? my (?:private|body|breasts?)",
        r"(?:he|she|they) (?:says?|said) (?:\w+ ){0,2}(?:will|ll|is going to|going to) (?:kill|"
        r"hurt|hit|beat)|grabbed (?:my|me by the) (?:neck|throat|hair)|hits? me with|(?:not|"
        r"dont feel|don t feel) safe (?:at|in) (?:my )?(?:home|house)|hiding from (?:him|her|"
        r"my)|(?:will not|wont) leave me alone|waits (?:at|outside) my door",
        r"(?:hit|beat|rap|kick|punch|slap|chok|strangl|abus|molest|touch|threaten|hurt|grop|harass|"
        r"stalk|grab|burn)(?:s|es|ed|ing|ting|en|t|p?ing|p?ed)? (?:me|us|her|his wife|"
        r"my (?:mom|mum|mother|sister|brother|friend|daughter|son|kids?|baby))\b(?! (?:up|"
        r"at (?:chess|football|fifa|games?)|with (?:a |some |the )?(?:question|info\w*|update|link|"
        r"message|idea|price)s?|to (?:it|the)|hard that|when i realized))",
        rf"(?:{HE}) (?:\w+ ){{0,4}}(?:hits?|beats?|rapes?|raped|kicks?|chokes?|abuses?|molests?|"
        r"punches) (?:me|us|her|him|my)\b",
        r"(?:being|been|was|got) (?:\w+ )?(?:raped|molested|abused|beaten|assaulted|harassed|"
        r"stalked)|(?:trying|tried|wants?|going|gonna) to (?:rape|kill|hurt|beat) (?:me|us|her|my|"
        r"them)\b",
        r"touch(?:es|ed|ing)? me (?:at|in|when|where|down|under|and)|"
        r"(?:comes|came|gets) (?:in)?to my (?:room|bed)|(?:private parts)|"
        r"(?:forc|mak)(?:e|es|ed|ing) me (?:to )?(?:have sex|undress|send|touch|kiss|sleep with|"
        r"do things)",
        r"(?:wants?|asks?|asked|asking|told|tells|wanting|telling|begs|says|"
        r"said) (?:\w+ ){0,3}(?:nudes?|naked|pictures of my body|"
        r"to send (?:\w+ )?(?:photos?|pics|pictures)|take off my clothes|not to tell|"
        r"keep (?:it|this) (?:a )?secret|meet (?:alone|in secret))|(?:video|photos?|pics|pictures|"
        r"nudes) of me\b(?! (?:at|in) the (?:hub|course))|(?:if i dont pay|unless i pay|"
        r"if i dont send)|(?:has|leak\w*|post\w*|share\w*|publish\w*) (?:my |naked |"
        r"nude )+(?:photos|pics|pictures|nudes|videos)|blackmail\w*|sextort\w*|(?:me|for|my|wants|"
        r"asks) (?:\w+ )?nudes\b",
        r"(?:wont|won t|doesnt|doesn t|does not|not|dont|don t) let (?:me|us|her) (?:leave|out|go|"
        r"eat)\b(?! (?:of the (?:app|game|session)|out of the app|to the (?:party|movies)))|"
        r"lock(?:s|ed|ing)? (?:me|us|her) (?:in|up|inside)|(?:afraid|scared) (?:of (?:my|him|her)|"
        r"to go home|at home)|domestic violence (?:at|in) (?:my|home)|drunk and (?:hitting|beating|"
        r"breaking|yelling|violent)",
        r"(?:sends?|sending|sent) me (?:\w+ )?(?:dirty|sexual|nude|naked|nasty) (?:messages|pics|"
        r"pictures|photos|texts|videos)|^(?=.*\b(?:online|internet|instagram|tiktok|roblox|discord|"
        r"whatsapp|free fire|fortnite|minecraft|snapchat|facebook|chat)\b)(?=.*\b(?:guy|man|"
        r"stranger|adult|someone|person|older)\b)(?=.*\b(?:meet|secret|alone|photos?|pics?|"
        r"pictures?|webcam|camera|naked|nudes?|gift|girlfriend|touch|sex)\b)(?=.*\b(?:me|my|"
        r"i)\b)(?=.*\b(?:wants?|asks?|asked|asking|told|tells|says|said|sent|sends)\b)",
        r"(?:bully|bullies|bullied|bullying) me|(?:i am|im|i m|being|get|getting) bullied|"
        r"forced (?:to marry|marriage)|report (?:abuse|domestic violence)$",
    ),
    "fire": (
        r"(?:caught|catching|set on|catches) fire|flames (?:coming|from|in|are)|wildfire|"
        r"explosion in|(?:cable|wire) (?:\w+ ){0,3}spark\w*|burst its banks|"
        r"water (?:is )?(?:coming|entering|rising)|(?:huaico|huayco|landslide|"
        r"flood) (?:\w+ ){0,3}(?:town|village|house|houses|street)|(?:bridge|building|"
        r"school) (?:broke|collapsed|fell)",
        r"smoke (?:\w+ )?(?:coming|out|in|from)|forest fire (?:is|near|coming)|"
        r"smells? (?:of|like) gas|gas (?:bottle|tank|cylinder) (?:\w+ )?exploded|earthquake and|"
        r"(?:house|roof|wall|building) (?:just )?fell",
        rf"{PLACE} (?:\w+ ){{0,2}}(?:is |are |s )?(?:on fire|burning|in flames|collapsed|flooded|"
        r"flooding)\b|fire (?:\w+ )?(?:in|at|on) (?:\w+ )?(?:my|the|our|this|"
        rf"a) (?:\w+ )?{PLACE}\b",
        r"(?:smell|smells like|smell of|smelling) gas\b|gas leak\b(?! (?:course|detector))|"
        r"(?:gas )?(?:tank|cylinder) (?:just )?explod\w+|there (?:was|is) an explosion",
        r"(?:flooded|flooding) (?:my|our|the)|on the roof (?:because|help|and|with)|"
        r"(?:we are|im|i am|people are|were|i m) (?:\w+ )?trapped\b(?! in (?:level|excel|a loop))|"
        r"(?:landslide|mudslide|avalanche|tsunami|earthquake)(?= (?:is|in|here|now|help|hit|coming|"
        r"just))|(?:call|need|send) (?:\w+ )?(?:firefighters?|fire ?(?:department|brigade|men|"
        r"truck))",
        rf"(?:stove|{PLACE}|factory|tank|bus|car) (?:just )?(?:exploded|blew up)|"
        r"(?:hill|mountain|mud|rocks?|wall|roof) (?:\w+ )?(?:falling|fell|collapsing|coming down|"
        r"collapsed) (?:on|over|onto)|^(?:fire|earthquake|landslide)(?: (?:fire|help))*$|"
        r"theres? (?:is )?(?:a )?(?:big )?fire(?= (?:in|at|near|on|here|next)|$)",
    ),
    "police": (
        r"follow(?:ed|ing|s) (?:my|her|his) (?:sister|daughter|mother|mom|wife|son|friend|kids?|"
        r"car|us)\b",
        r"they are shooting|shooting outside|(?:grabbed|snatched|stole) my (?:bag|phone|purse|"
        r"wallet|backpack)|broke into|(?:wants?|asking for) money or|(?:didnt|did not|hasnt|"
        r"has not|didn t) (?:come|came|returned|return) (?:back )?(?:home|from)|(?:girl|boy|kid|"
        r"child|student) (?:\w+ ){0,4}(?:disappeared|missing)|pull(?:ed|ing)? (?:my|a|"
        r"the) (?:\w+ ){0,2}into (?:a|the|his) car|(?:boy|girl|son|daughter|child|"
        r"kid) is lost|number (?:\w+ ){0,3}police",
        r"(?:i?ve|have|has) (?:just )?been (?:robbed|mugged|kidnapped)|"
        r"there (?:is|s) (?:a )?(?:shooting|gunfire)|(?:somebody|someone|they) (?:shot|stabbed|"
        r"killed|attacked) (?:my|a|the)|they (?:took|have taken) my (?:son|daughter|child|sister|"
        r"brother|baby|wife|kid)|(?:sister|brother|son|daughter|child|mother|father|friend|"
        r"cousin) (?:\w+ )?(?:disappeared|vanished)",
        r"(?:break|breaking|broke|broken) into (?:my|our|the) (?:house|home|room|shop|store|"
        r"apartment)\b|trying to (?:\w+ )?(?:open|get in|enter|break|come in|kick)\w* ?(?:my|our|"
        r"the|through)? ?(?:door|window|house|in|home)|(?:someone|somebody|a man|man|stranger|"
        r"intruder|thief|thieves|robbers?|burglars?)s? (?:\w+ ){0,3}(?:in|inside|into|outside|"
        r"at) (?:my|our) (?:house|home|room|window|door|shop)|(?:thieves|burglar|"
        r"intruder)\b(?= (?:in|are|is|help))",
        r"(?:i|we|he|she) (?:\w+ ){0,3}(?:got|been|being|was|were|am) (?:\w+ )?(?:robbed|mugged)|"
        r"(?:robbing|mugging|robbed|mugged) (?:me|us|my|the)\b(?! (?:of (?:my time|sleep)))|"
        r"being (?:robbed|mugged|followed)|stole my (?:phone|wallet|bag|purse|money|passport|"
        r"backpack|bike|motorcycle)",
        r"(?:following|follows|chasing|stalking) (?:me|us)\b(?! on (?:instagram|facebook|tiktok|"
        r"twitter|social))|followed me home",
        rf"(?:my|a|our|the) (?:\w+ )?(?:{WHO}) (?:\w+ ){{0,2}}(?:is|went|has gone|has been|"
        r"are) missing|(?:cant|can t|cannot|cant) find my (?:son|daughter|child|kid|baby|mom|"
        r"brother|sister|husband|wife|friend)|(?:never|didnt|"
        r"didn t) c[oa]me (?:back )?home|my (?:son|daughter|child|kid) is lost|lost my (?:son|"
        r"daughter|child|kid)\b|(?:lost in|stuck on) the (?:mountain|jungle|forest)s?",
        r"(?:call|need|send) (?:\w+ )?(?:police|cops)|^(?:the )?police(?: (?:please|help))*$|"
        r"(?:hear|heard|there are) (?:\w+ )?(?:gunshots|shots|shooting)|dead body|"
        r"(?:i am|im|i m|we are) in danger|gang is",
    ),
    "none": (
        r"need urgent help$|help us its (?:serious|an emergency|urgent)",
        r"^(?:please )?(?:help|sos)(?: (?:me|help|us))*(?: (?:now|quick|fast|urgent|emergency|help|"
        r"sos))+$|^(?:this is |its |it is |it s )?an? emergency(?: please| help)*$|^emergency$|"
        r"(?:save me|911)(?: please)?$|somebody help(?: me| us)?",
    ),
}
_TOLD: Patterns = {
    "ambulance": (r"(?:there was|there is|there s|theres) an? (?:\w+ )?accident",),
    "fire": (r"(?:there is|theres|there s) a fire\b",),
    "violence": (r"(?:hear|heard) (?:\w+ )?(?:woman|girl|child|neighbor|kid|screams|screaming)",),
}
_NAMED: Patterns = {"mental": (r"suicide\b|suicidal\b",)}
LANGUAGE = Language(
    spelled=lambda words: words.replace("im gonna", "gonna").replace("ain t", "not"),
    figures=one_of(FIGURES),
    near=by_kind(_NEAR),
    told=by_kind(_TOLD),
    named=by_kind(_NAMED),
    distant=re.compile(
        r"\b(?:novels?|movies?|films?|series|stories|story|character|games?|gaming|playing|"
        r"fortnite|minecraft|roblox|news|documentary|history|historical|century|war|museum|battle|"
        r"ancient|years ago|months ago|in (?:1[4-9]|20[012])\d\d|dream|dreamt|dreamed|nightmare|"
        r"drill)\b"
    ),
    learning=re.compile(
        r"\b(?:courses?|learn|learning|books?|homework|class|classes|study|studying|workshop|"
        r"videos?|prevention|prevent|avoid|essay|thesis|training|what is|how to|what to do|"
        r"first aid|become|career|research|project about|information about|guide|law|drill)\b"
    ),
    supposed=re.compile(r"\b(?:if|when|in case) (?:there|a|an|someone|you|of)\b(?: \w+){0,5}"),
)
