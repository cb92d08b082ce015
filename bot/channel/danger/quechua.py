"""Quechua of Ayacucho and of Cusco, in every spelling that people type."""

from __future__ import annotations

import re

from bot.channel.danger.language import Language, Patterns, by_kind, one_of

# One letter for each sound: three vowels (Runasimi writes a, i, u), no aspirates or ejectives, k
# for q, c and qu, w for hu and gu, s for sh: maqawashan, macahuashan and makawasan are one word.
_SOUNDS = (
    (re.compile(r"chh?"), "C"),
    (re.compile(r"sh|c(?=[ei])"), "s"),
    (re.compile(r"(?<![a-z])(?:hu|gu|u)(?=[aei])|(?<=[a-z])(?:hu|gu)(?=[aei])"), "w"),
    (re.compile(r"qu(?=[ei])"), "k"),
    (re.compile(r"[qck]+"), "k"),
    (re.compile(r"[hj]"), ""),
    (re.compile(r"v|b"), "w"),
    (re.compile(r"[yeíi]"), "i"),
    (re.compile(r"[o]"), "u"),
    (re.compile(r"z"), "s"),
    (re.compile(r"C"), "c"),
    (re.compile(r"ll"), "L"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"L"), "ll"),
)


def sound(words: str) -> str:
    """The words in one spelling for all."""
    for pattern, written in _SOUNDS:
        words = pattern.sub(written, words)
    return words


# What a verb may carry between root and person: -ru, -rku, -rpari, -cka/-sa/-sia/-ska (going on)...
_ON = r"(?:ru|rku|rka|ra|ri|rpari|pu|mu|iku|ku|ika|pa|ia|paia|ca|cka|cca|sa|sia|ska|ski|spa)*"
_GOING = r"(?:cka|cca|sa|sia|ska|cia|ia)"
_ME = rf"{_ON}wa(?:n|nku|nkuna|nki|(?:cka|cca|sa|sia|ska|rka|ra|spa|sun|ia)\w*)"
_MINE = (
    r"(?:mama\w*|taita\w*|papa\w*|wawa\w*|curi\w*|ususi\w*|wawki\w*|tura\w*|turi\w*|nana\w*|"
    r"pana\w*|warmi\w*|kusa\w*|kari\w*|awicu\w*|awila\w*|acaci\w*|macu\w*|paia\w*|runa\w*|irki\w*|"
    r"warma\w*|ia?wacika|masi\w*|ipa\w*|tiu\w*|sullka\w*|ermanu\w*|primu\w*|ijs?u\w*)"
)
_NOT = r"(?:mana(?:m|n|na|nam|nan|ia)?|manania)"

_NEAR: Patterns = {
    "mental": (
        r"wida\w*manta (?:\w+ )?ripu\w*|kawsa\w* (?:\w+ )?mana walin\w*|nanawa\w* wanunai?pak",
        r"(?:wanu(?:ci)?|wiwu)(?:ru|rku|pu|ku|iku|ruku|kapu|ka|rpari)*(?:ita|ta)(?:pas|raq|m|n|"
        r"ria)? ?(?:\w+ )?(?:muna|muni)(?!nk?i?cu)\w*",
        rf"{_NOT} (?:\w+ ){{0,2}}(?:kausa|kawsa)\w*(?:ta)? (?:\w+ )?muna\w*|"
        rf"{_NOT} (?:\w+ ){{0,2}}muna\w* (?:\w+ )?(?:kausa|kawsa)(?:ita|rita|kita|kuita)|"
        r"(?:kausa|kawsa)\w*ta (?:\w+ )?(?:mana\w*) (?:\w+ )?muna\w*",
        r"(?:kausa|kawsa)i?nii?ta (?:\w+ )?(?:tuku|puku|kicu)\w*|"
        r"(?:wanuci|sipi|siki)(?:ku|ru|ruku|iku)*(?:saq|sak|saki?|ita muna\w*|naipak|nasu\w*)",
        r"wanu(?:ru|ku|ruku|ka|pu)*sak\b|sipik(?:u|ru)\w*ta muna\w*|"
        r"manana (?:\w+ )?(?:atini|atinicu|awanta\w*|kallpai kan)cu?$",
    ),
    "ambulance": (
        r"all?ku (?:\w+ )?kani(?:ru|wa|rka)\w*|iawarca(?:sa|cka|ska|ku|sia)\w*",
        r"iawarlla\w* (?:ka|\w+)|wacakuna\w* (?:\w+ )?nana\w*|"
        r"aksidinti\w* (?:\w+ )?(?:ka|apaku)\w*|(?:kumwi|karu|wus|kamiun)\w* (?:\w+ )?urma\w*|"
        r"maiupi (?:\w+ )?cinka\w*|kiriska\w* (?:\w+ )?ka\w*n|wanu(?:sa|cka|ska|sia)\w*ni$|"
        r"wanu(?:cka|sa|ska|sia)n (?:\w+ )?(?:mama|taita|wawa|curi|ususi|warmi|kusa|wawki|awicu|"
        r"awila|papa)\w*",
        rf"{_NOT} (?:\w+ ){{0,2}}(?:sama|samai|samari)\w*(?:ita|ta) (?:\w+ )?ati\w*|"
        rf"{_NOT} (?:\w+ ){{0,2}}(?:sama|samari|risp?ira)(?:n|cka\w*|sa\w*|ri?n)\w*cu\b|"
        rf"samai?nin (?:pisi|tuku|kicu|cinka)\w*|{_NOT} (?:\w+ )?atin(?:i|cu|icu|"
        r"ku)\w* (?:\w+ )?sama\w*",
        rf"{_NOT} (?:\w+ ){{0,2}}(?:kausa|kawsa|rikca|rikcar|kuiu|sata|atari|rima|iuia|ricari|"
        r"kuiuri)\w*(?:n|in)cu\b",
        r"(?:iawar|yawar)\w* (?:\w+ ){0,3}(?:lluksi|lluski|aktu|uktu|kumi|wumita|isku|suru|sutu|"
        rf"urm|kica|mana sai)\w*|iawarc?aku{_ON}\w+|iawarni?n (?:\w+ )?(?:lluksi|mana)\w*",
        rf"{_MINE} (?:\w+ ){{0,3}}(?:wanu(?:{_GOING}n|naia\w*|ru(?:nka|n)|{_GOING}\w*n|runku)|"
        r"wanun(?:ka|aia\w*))\b|wanunaia\w*",
        r"(?:maca?kwa\w*|macakwa\w*|katari\w*|uru|araw?a\w*|araniaa?) (?:\w+ ){0,2}kani\w*|"
        rf"kani{_ON}(?:wa\w*|n|rka\w*|ska\w*) (?:\w+ )?(?:maca?kwa|katari|uru)\w*",
        rf"waca(?:ku|ri|ru)*(?:{_GOING}\w*|naia\w*|run(?:ka)?)\b|unkukunaia\w*|"
        r"warmi\w* (?:\w+ )?unkuku(?:cka|sa|sia)\w*|wawa (?:\w+ )?amun(?:na)?\b|"
        r"wawan (?:\w+ )?(?:lluksi|pakari|nasi)\w*",
        r"(?:miu|wininu|lia|racumin|clur)\w*(?:ta)? (?:\w+ )?(?:upia|miku|tuma)\w*",
        rf"(?:urma|kacparpa|sikma)\w* (?:\w+ ){{0,3}}{_NOT} |"
        r"(?:kaka|maiu|iaku|tecu|ticu|sac?a|pampa|pusu|kuca)\w*(?:man|manta|pi) (?:\w+ )?urma\w*|"
        r"(?:maiu|iaku|lluklla) (?:\w+ ){0,2}(?:apa(?:ru|pu|ka|ku|rka|ska|cka|sa|i?k)\w*)|"
        r"maiupi (?:\w+ )?apa\w*|iakupi (?:\w+ )?(?:cinka|ika|iki|siti|pulltu)\w*",
        r"(?:karu|autu|kamiun|mutu|wus|kumwi) (?:\w+ ){0,3}(?:saru|atrupilla|takar|tikra|ciuka|"
        r"cuka)\w*|atrupilla\w*|(?:cuka|ciuka|ccuka)(?:ru|ra|ku)\w*nku",
        r"(?:iuiai?ni?n?ta|sunkunta) (?:\w+ )?(?:cinka|pirdi|kunka)\w*|dismaia\w*|"
        rf"cukcu(?:cka|sa|ska|sia)\w*|{_MINE} (?:\w+ ){{0,2}}kiri(?:ska|cka|ru)\w*|"
        r"kiriska kacka\w*|tullu\w* (?:\w+ )?(?:paki|kiwi)\w*|"
        r"(?:maki|caki|uma)\w* (?:\w+ )?paki(?:ku|ru)\w*|kiriska kasa\w*",
        r"amwulansia\w*ta (?:\w+ )?(?:wakia|kaia|munani|nicisita|apamu|utkai)\w*|"
        r"sunku(?:n|i)? (?:\w+ )?nanacka\w*|samui? alwirti\w*|rupaiwan (?:\w+ )?wanu\w*",
        r"(?:duktur|midiku|ampik)\w*ta (?:\w+ )?(?:wakia|utkai|apamu)\w*",
    ),
    "weapon": (
        r"wala\w*(?:wan)? (?:\w+ )?(?:tukia|wakta|apa|rupa)\w*",
        r"(?:pistula|arma|illapa|kucillu|kucuna|macici?ti)\w*(?:wan) (?:\w+ ){0,2}(?:manca|apunta|"
        r"suwa|kati|iaiku|aiku|amu)\w*|apunta(?:wa|cka|sa)\w*|illapa(?:cka|sa|wa|mu|ru|sia|"
        r"ia)\w*n\w*|disparacka\w*|sikuistra(?:ru|rka|ska|cka|sa)\w*n\w*|(?:apa|pusa)(?:ru|ka|kapu|"
        r"rka|ska)\w*nku (?:\w+ )?(?:wawa|curi|ususi|pana|wawki|nana)\w*|(?:wawa|curi|ususi|pana|"
        r"wawki|nana|warmi)\w*ta (?:\w+ )?(?:suwa|apa|pusa)(?:ru|ka|kapu|rka|ska|pu|"
        r"ku)\w*n(?:ku)?\b",
    ),
    "violence": (
        r"akusa(?:wa|cka|sa)\w*",
        rf"(?:maka|pana|saru|jaita|aita|laki|kiri|sipi){_ME}|taka{_ME}",
        r"maka(?:cka|cca)\w*n(?:ku|mi)?\b|\w+ta (?:\w+ )?maka(?:ia|sa|sia|ska|ru|rka)\w*n(?:ku|"
        r"mi)?\b|maka(?:sa|sia|ska|ru|rka)\w*n(?:ku|mi)? \w+ta\b|maka(?:ku)?n (?:mama|warmi|"
        rf"wawa)\w*|{_MINE} (?:\w+ ){{0,3}}makan\b",
        r"(?:wanuci|sipi)\w*wai?(?:ta|nai)\w* (?:\w+ )?muna\w*|wanuciwan(?:ka|an)\w*|"
        r"wanuciru?wan\w*|wanucisaiki|wanucisak ni\w*",
        rf"(?:awusa|wiula|fiula)\w*{_GOING}\w*n|(?:awusa|wiula|fiula)(?:ru|rka|ska)\w*n|"
        rf"(?:awusa|wiula|fiula){_ME}|(?:llami|llami?paia|llanka|llami?ku|napcu){_ME}",
        rf"(?:wiska|wicka|wisca|wika|wiskarpa)\w*{_ME}|manchaci{_ME}|mancaci{_ME}|aminasa{_ME}|"
        rf"{_NOT} (?:\w+ )?(?:lluksi|kaca)\w*wan\w*cu",
        r"(?:kusa|taita|tiu|padrastru|paniru|kari)\w*(?:ta|manta) (?:\w+ )?(?:manca)\w*|"
        r"manca\w*ni (?:\w+ )?(?:kusa|taita|tiu|padrastru|wasi)\w*|"
        r"macaska (?:\w+ ){0,3}(?:maka|kapari|llaki)\w*|llucu?(?:ku|nai)\w*(?:ta|pak) ni(?:wa)\w*",
        r"kala(?:ta)?(?:i)? (?:\w+ )?futu\w*|futu\w*ta (?:\w+ )?maiawa\w*|kalata \w*futu",
    ),
    "fire": (
        r"(?:wumwiru|wumpiru)\w* (?:\w+ )?amu\w*",
        r"wasi\w* (?:\w+ )?nina\w*|(?:siru|siriu|urku) (?:\w+ )?rupa\w*",
        r"(?:wasi|kusina|mirkadu|iscuila|iskuila|aiwi|cakra|urku|sacasaca|ici[ui]|punu|"
        rf"kiwa)\w* (?:\w+ ){{0,2}}(?:rupa|raura|rawra|laura|lawra|kania|kana)(?:{_GOING}|ru|rku|"
        r"ri|mu|rka|n|ku)\w*",
        rf"(?:rupa|raura|rawra|laura|lawra)(?:{_GOING}|ru|rku|ri)\w* (?:\w+ ){{0,2}}(?:wasi|"
        r"mirkadu|iscuila|cakra|urku)\w*",
        r"nina(?:m|n|ka|ta|wan)? (?:\w+ ){0,3}(?:api|rupa|raura|rawra|laura|lawra|kania|mirari|"
        r"usari|kaca|kacka|kasa|satari|sansa)\w*(?! inti)|(?:wumwiru|"
        r"wumpiru)\w*ta (?:\w+ )?(?:wakia|wakiamu|kaia|utkai|munani)\w*",
        r"(?:lluklla|waiku|waiku|alli?pa|urku|kaka)\w* (?:\w+ ){0,2}(?:amu|apa|urma|tuni|uraika|"
        r"uraiamu|"
        r"suca|lluska|cunu)(?:{0}|ru|wa|ka|rka|ika|mu|i?k)\w*".replace("{0}", _GOING),
        r"(?:wasi|pirka|tilu|iscuila|punti)\w* (?:\w+ ){0,2}(?:tuni|urma|uraku)\w*",
        r"(?:allpa|paca|tira) (?:\w+ )?(?:kuiu|cukcu|kuiuri)(?:{0}|ru|n|ri|ku)\w*".replace(
            "{0}", _GOING
        ),
        r"(?:maiu|iaku)\w* (?:\w+ ){0,3}(?:wasi\w* (?:\w+ )?(?:iaiku|aiku|unta)|unta(?:mu|ika|ru)|"
        r"lluksi(?:ru|mu|ka)|iaikumu|aikumu)\w*",
        r"gas?\w* (?:\w+ )?asna\w*|kas\w* (?:\w+ )?asna\w*|gas\w* (?:\w+ )?(?:tuka|lluksi)\w*",
    ),
    "police": (
        r"asalta(?:ru|rka|ska|cka)?wa\w*",
        r"suwa\w* (?:\w+ ){0,2}(?:apacka|aparu|apaka|apasa|apakapu|apamu)\w*|"
        r"suwa(?:kuna)?(?:m|n|mi|s)? (?:\w+ ){0,3}(?:iaiku|aiku|kaca|kasa|kacka|kan|amu|cala|ukupi|"
        r"wasi|kunan|api)\w*|wasi\w*(?:man|pi) (?:\w+ ){0,2}suwa\w*|^suwa(?:kuna)?(?: suwa\w*)*$",
        rf"suwa{_ME}|suwa(?:ku)?(?:{_GOING}|ru)\w*n(?:ku)?\b",
        rf"kati(?:ka|paia|kaca|ri|cka)*{_ME}",
        rf"{_MINE} (?:\w+ ){{0,3}}(?:cinka(?:ru|pu|rka|ska|{_GOING}|n)\w*|{_NOT} (?:\w+ )?(?:kuti|"
        r"caia|ricu?ri|caiamu|kutimu|iuri)\w*cu)|cinka(?:ru|pu|rka|ska)\w* (?:\w+ )?(?:wawa|curi|"
        rf"ususi|warma|pana|wawki|nana|irki|sullka)\w*|{_NOT} (?:\w+ ){{0,2}}(?:tari|"
        r"taria)\w*cu (?:\w+ )?(?:wawa|curi|ususi|warma|mama|taita)\w*|(?:wawa|curi|ususi|warma|"
        rf"mama|taita)\w*ta (?:\w+ )?{_NOT} (?:\w+ )?tari\w*",
        r"pulisia\w* (?:\w+ )?(?:wakia|wakiamu|kaia|kaiai|amuc?u|kacamu|munani|utkai)\w*|"
        r"wakia\w* (?:\w+ )?pulisia\w*|^pulisia\w*$",
        r"(?:runa|kari)\w* (?:\w+ )?(?:wasiman|wasita) (?:\w+ )?(?:iaiku|aiku)\w*",
        r"wanuci(?:ru|rka|ska)nku\b|paciaku\w*ku?nku|(?:pilgru|piligru|"
        r"pelikru)\w*pi (?:\w+ )?ka(?:cka|sa|sia)\w*",
    ),
    "none": (
        r"imir[gk]insia\w* (?:ka\w+|kan)|utkai\w* ianapa\w*|ianapa\w+ (?:\w+ )?manca\w*ni|"
        r"manca\w*ni (?:\w+ )?ianapa\w*|(?:piligru|pilikru)\w* ka\w+",
        r"^ianapa(?:wai|ikuwai|wa?icik|ikuwaiku|ikuwaicik|wairiaku)\w*(?: (?:ianapa\w*|auksiliu|"
        r"aiuda|urgenti|utkaiman|utkai\w*|kunallan))+$",
    ),
}
_FIGURES = (
    r"(?:silular|kumputadura|kumpu|laptup|intirnit|watiria|tiliwisiun|radiu|kutraseni|kuntrasena|"
    r"papil|tilifunu|usw|fasiwuk|dni|libru|lapis|punku|llawi|pinsil)\w* (?:\w+ ){0,3}(?:wanu|cinka|"
    r"rupa|urma|suwa|mana)\w*",
    r"cinka\w* (?:silular|papil|llawi|dni|libru|lapis)\w*",
    r"wanu(?:cka|sa|ska|sia|ia)?\w* (?:asikui|iarkai|iaka|punui|cirimanta|wanumanta|rupaimanta|"
    r"iarka|musuk|cakimanta)\w*|(?:asikui|iarkai|punui|ciri|ruapai|iarka)\w*manta (?:\w+ )?wanu\w*",
    r"(?:serka di|uws? in|uws? di|tampu in)(?: \w+){1,3}",
    r"ama suwa|iawar (?:maiu|fista|wakak|malku)|inti\w* (?:\w+ )?rupa\w*|rupai (?:\w+ )?rupa\w*|"
    r"nina (?:urku|simi|kuru|sanka|pukllai)\w*|nina(?:ta)? (?:ruai|ratai|ratacii)\w*",
    r"(?:suwa|maka|wanu|cinka|nina|iawar)\w*manta (?:\w+ )?(?:willa|iaca|libru|cuintu|kuintu|rima|"
    r"pilikula|takii)\w*",
)

LANGUAGE = Language(
    spelled=sound,
    figures=one_of(_FIGURES),
    near=by_kind(_NEAR),
    told={},
    named={},
    distant=re.compile(
        r"\b(?:pukllai\w*|willakui\w*|kuintu\w*|nuwila\w*|pilikula\w*|nawpa \w+|takii\w*)\b"
    ),
    learning=re.compile(r"\b(?:iaca\w*|kursu\w*|libru\w*)\b"),
    supposed=re.compile(r"(?!)"),
)
