"""The words that the English patterns share, as regular expressions."""

from __future__ import annotations

HE = (
    r"(?:he|she|they|dad|daddy|father|mom|mum|mother|husband|wife|boyfriend|bf|girlfriend|gf|ex|"
    r"partner|stepdad|stepfather|stepmom|uncle|aunt|brother|sister|cousin|teacher|boss|neighbor|"
    r"neighbour|grandpa|grandma|man|guy|someone|somebody|people|parents|classmates?|coach)"
)
WHO = (
    r"(?:baby|son|daughter|kid|child|children|mom|mum|mother|dad|father|husband|wife|brother|"
    r"sister|friend|grandma|grandpa|grandmother|grandfather|uncle|aunt|cousin|girl|boy|man|woman|"
    r"neighbor|someone|somebody|person|people|he|she|boyfriend|girlfriend|nephew|niece|passenger|"
    r"driver)"
)
PLACE = (
    r"(?:house|home|kitchen|school|building|apartment|room|roof|car|bus|market|store|shop|barn|"
    r"field|hill|mountain|forest|neighborhood|street|hostel|hotel|church|office|farm)"
)
WEAPON = r"(?:gun|guns|knife|knives|weapon|weapons|machete|pistol|rifle|bat)"
