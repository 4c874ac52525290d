"""Common verbs and their forms: enough to tell a clause from a noun phrase without a tagger."""

from __future__ import annotations

from secondsource.reading.cues import VERBS, inflect
from secondsource.reading.tokens import AUXILIARY, words

_IRREGULAR = """
    be|was|been become|became|become begin|began|begun bring|brought|brought break|broke|broken build|built|built
    buy|bought|bought catch|caught|caught choose|chose|chosen come|came|come cut|cut|cut deal|dealt|dealt die|died|died
    do|did|done draw|drew|drawn drive|drove|driven eat|ate|eaten fall|fell|fallen fight|fought|fought find|found|found
    flee|fled|fled fly|flew|flown get|got|gotten give|gave|given go|went|gone grow|grew|grown hit|hit|hit hold|held|held
    hurt|hurt|hurt keep|kept|kept know|knew|known lay|laid|laid lead|led|led leave|left|left lend|lent|lent let|let|let
    lose|lost|lost make|made|made mean|meant|meant meet|met|met pay|paid|paid put|put|put quit|quit|quit rise|rose|risen
    run|ran|run see|saw|seen sell|sold|sold send|sent|sent set|set|set shake|shook|shaken shoot|shot|shot
    shut|shut|shut sit|sat|sat speak|spoke|spoken spend|spent|spent spread|spread|spread stand|stood|stood
    steal|stole|stolen strike|struck|struck swear|swore|sworn take|took|taken teach|taught|taught tear|tore|torn
    throw|threw|thrown understand|understood|understood wear|wore|worn win|won|won withdraw|withdrew|withdrawn
    write|wrote|written bear|bore|born bind|bound|bound seek|sought|sought sink|sank|sunk sleep|slept|slept
    slide|slid|slid feel|felt|felt forget|forgot|forgotten freeze|froze|frozen hang|hung|hung hide|hid|hidden
    overthrow|overthrew|overthrown undergo|underwent|undergone uphold|upheld|upheld ride|rode|ridden burst|burst|burst
    cost|cost|cost feed|fed|fed lie|lay|lain overcome|overcame|overcome shed|shed|shed sweep|swept|swept
"""
_REGULAR = """
    abandon accept account achieve act adopt affect aim allow appear apply appoint approve arrange arrest arrive
    assist attack
    attempt attend avoid back ban base battle belong block bomb bolster borrow call cancel carry cause cease celebrate
    change charge claim clash climb close collapse collect combat commit compete complete conduct confront
    contain continue
    control convict cooperate cover crash create cross damage decide declare decline defeat defend delay deliver demand
    demonstrate deny depart depend deploy deport describe destroy detain detect develop disappear discuss display divide
    drop earn elect emerge employ enable end endorse enforce engage enjoy enter equip escape establish evacuate
    exceed exchange exclude exist expand expel explode expire export express extend face fail favor file fill
    finance finish
    fire fix follow force form fuel fund gain gather govern grant happen harm head help hire host house identify
    ignore impose improve include increase inform injure install intend intervene introduce invade invest
    investigate invite
    involve issue join jump kick kill lack land last launch lift limit list live locate look love maintain manage march
    mark matter merge miss mount move murder name need negotiate nominate number obtain occupy occur offer open operate
    oppose order organize organise oust own park participate pass perform persist place play possess postpone
    prepare present preserve press prevent produce prompt protect protest provide publish pull pump purchase push
    raid raise
    reach react rebuild receive recognize recognise recover reduce refuse register release rely remain remove repair
    replace request require rescue resign resist respond restore result resume retain retire return reveal review
    roll rule rush save score seem seize serve settle shape share shift sign slam slow spark stage start stay stem step
    stop store stress struggle submit succeed suffer supply support surge surrender survive suspend target tell tend
    test threaten topple total touch tour trade train transfer travel treat trigger try turn unveil urge use
    visit vote wait walk want warn watch welcome witness work worsen wound yield revolt file filed stretch
    pose worship advance manage top prefer boil instruct prohibit attempt insert argue assign assume attract award
    breach broadcast bury capture chase clear combine compare complain concede confirm confront consist convince
    cooperate crack criticize dismiss dominate donate double drag draft edge educate eliminate emphasize encourage
    encounter endanger engulf enlist ensure erase escalate exclude exploit expose fade fear flag flood forbid freeze
    gather generate hamper harass heal highlight hijack honor hurl ignite illustrate import inherit inspire insult
    invent jail label lobby mail mandate migrate mirror mobilize mourn obey object ordain outlaw outnumber overlook
    override oversee paint pardon pause permit pledge plead plot portray praise predict prohibit propel prosecute prove
    punish question rally rank ratify rebound recall recruit redeem refer reflect relate relax relocate remind renew
    repeal repeat represent resemble reside resolve retreat reverse revise revive rob sail scrap scream select
    separate shell shock shout skip slip smuggle solve spy stabilize stall strengthen submit subpoena sue suggest
    summon surface surpass surround suspect swap tackle tally target tap tear thank tighten toss trail transform
    transport trap tweet undermine unite update upset vanish veto violate wage waive warn weaken weigh whip widen
    wipe worry wreck ease extend host guard regard consider plunge tumble soar erupt flow pour halt hinge loom linger
    owe span total contribute appeal listen amount descend coincide graduate proceed benefit collude conspire apologize
    apologise disagree interact interfere campaign differ meddle originate evolve conflict comply
"""
_AMBIGUOUS = words(  # as often a noun as a verb: no sign of a clause in these forms
    "account aim attack back ban base battle block bomb call cause change charge claim close control cover crash "
    "damage deal delay demand display drop end exchange export face fire fix force form fuel fund gain head "
    "help host house increase issue jump kick lack land last launch lay lead leave lift limit list live look love "
    "march mark matter mean miss move murder name need number offer open order own park place play present press "
    "protest pull purchase push raid raise rebuild release repair request rescue result return review rise roll "
    "rule run rush score set shape share shift sign slow spark spread stage stand start stay stem step stop store "
    "stress strike struggle supply support surge target test total touch tour trade train transfer travel treat "
    "trigger try turn urge use visit vote wait walk watch welcome witness work wound yield revolt file fight cut "
    "cost hit hurt put quit shed meet group state report reports claims note notes post hope fear question record "
    "project forecast comment promise threat challenge object plan plans posts records projects hopes fears "
    "questions comments promises challenges objects polls attacks calls demands forces troops offers strikes "
    "talks works troops leads ends moves shares sides trades visits votes sanctions supports returns results "
    "rates runs rules sets shows signs stands starts states steps stops stores tests trains turns uses claims "
    "statements witnesses wounds raids raises protests places plays orders numbers needs names matters marks "
    "lists limits lands issues increases houses hosts heads gains funds forms fires faces exports exchanges drops "
    "displays delays damages covers controls closes changes charges causes blocks bombs battles bases bans aims "
    "accounts read tell doubt view views estimate estimates forecasts signal signals object detail details brief "
    "air text guard guards regard regards appeal amount benefit campaign graduate conflict proceed"
)


def _forms() -> tuple[frozenset[str], frozenset[str]]:
    finite: set[str] = set()
    participles: set[str] = set()
    for entry in _IRREGULAR.split():
        base, past, participle = entry.split("|")
        third = next(form for form, mark in inflect(base).items() if mark == "s")
        finite |= {base, third, past}
        participles.add(participle)
    for lemma in _REGULAR.split():
        forms = inflect(lemma)
        finite |= {form for form, mark in forms.items() if mark != "g"}
        participles |= {form for form, mark in forms.items() if mark in "dn"}
    for form, cues in VERBS.items():
        if any(cue.form in "bsd" for cue in cues):
            finite.add(form)
        if any(cue.form in "dn" for cue in cues):
            participles.add(form)
    return frozenset(finite - _AMBIGUOUS - AUXILIARY), frozenset(participles)


FINITE, PARTICIPLES = _forms()  # finite forms that are seldom nouns; past participles
BASES = frozenset(entry.split("|")[0] for entry in _IRREGULAR.split()) | frozenset(_REGULAR.split())
THIRD_AND_NOUN = frozenset(form for b in BASES & _AMBIGUOUS for form, mark in inflect(b).items() if mark == "s")
BASE_AND_NOUN = _AMBIGUOUS | THIRD_AND_NOUN

# What governments and other bodies do, beside saying things: by such a verb a city's name shows that it stands for one.
ACTING = frozenset(
    form
    for lemma in words(
        "accept adopt annex appoint approve arm attempt back ban block boycott break build buy cancel cease "
        "close condemn conduct cut deliver demand deploy deport dispatch draft employ end enforce expel "
        "expand extend fund finance halt impose increase intend intervene invade invest issue launch lift "
        "maintain negotiate order plan pledge press prepare prevent prohibit provide pull push raise ratify "
        "recall recognise recognize reduce reject release renew resort respond restore resume retaliate "
        "reverse sanction seek sell send sever sign spend start step stop summon supply support suspend "
        "threaten unveil use vote veto want withdraw abandon"
    )
    for form, mark in inflect(lemma).items()
    if mark != "g"
) | words("sent sold bought built spent withdrew withdrawn broke broken sought cut")
