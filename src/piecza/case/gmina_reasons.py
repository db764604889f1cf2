"""The sentences that say why a gmina pays, or which fact is missing, in Polish and English."""

from piecza.language.text import Text

FIRST_PLACEMENT = Text(
    pl="Rozstrzyga umieszczenie w pieczy zastępczej po raz pierwszy ({start}).",
    en="What decides is the first placement in foster care ({start}).",
)
RENEWED_PLACEMENT = Text(
    pl="Dziecko wróciło do rodziny i zostało ponownie umieszczone w pieczy zastępczej ({start}); rozstrzyga to "
    "umieszczenie.",
    en="The child returned to its family and was placed in foster care again ({start}); that placement decides.",
)
NO_RETURN_SINCE = Text(
    pl=" Potem dziecko nie wróciło do rodziny; że tylko taki powrót zmienia gminę, jest wnioskiem z art. 191 ust. 4.",
    en=" Since then the child has not returned to its family; that only such a return changes the gmina is inferred "
    "from art. 191 ust. 4.",
)
EARLIER_UNKNOWN = Text(
    pl="Nie podano, czy dziecko było już wcześniej w pieczy zastępczej. Rozstrzyga umieszczenie po raz pierwszy, a po "
    "powrocie do rodziny umieszczenie ponowne.",
    en="It is not said whether the child was in foster care before. What decides is the first placement or, after a "
    "return to the family, the renewed one.",
)
END_UNKNOWN = Text(
    pl="Nie podano, jak skończył się pobyt w pieczy zastępczej rozpoczęty {start}. Ponowne umieszczenie rozstrzyga "
    "tylko po powrocie do rodziny.",
    en="It is not said how the stay in foster care that began on {start} ended. A renewed placement decides only after "
    "a return to the family.",
)
AFTER_ADOPTION = Text(
    pl="Pobyt w pieczy zastępczej rozpoczęty {start} zakończyło przysposobienie. Żaden przepis nie mówi, które "
    "umieszczenie wtedy rozstrzyga.",
    en="The stay in foster care that began on {start} ended with an adoption. No provision says which placement "
    "decides then.",
)
BEFORE_THE_DUTY = Text(
    pl="Dziecko umieszczono przed {since}, więc za ten pobyt nie płaci żadna gmina: art. 191 ust. 9–11 nie stosuje "
    "się.",
    en="The child was placed before {since}, so no gmina pays for this stay: art. 191 ust. 9–11 are not applied.",
)
FIRST_BEFORE_THE_DUTY = Text(
    pl=" Po raz pierwszy dziecko umieszczono przed {since}; czy za późniejszy pobyt gmina w ogóle płaci, ustawa nie "
    "mówi (wykładnia pre_2012_return).",
    en=" The child was first placed before {since}; whether a gmina pays for a later stay at all, the Act does not say "
    "(the reading pre_2012_return).",
)

RESIDENCE = Text(
    pl="W przeddzień ({day}) miejsce zamieszkania dziecka było w gminie o kodzie {gmina}.",
    en="On the day before ({day}) the child's place of residence was in the gmina with the code {gmina}.",
)
MOVED_ON_THE_DAY = Text(
    pl=" W samym dniu umieszczenia miejsce zamieszkania się zmieniło; że „przed umieszczeniem” znaczy w przeddzień, "
    "jest wnioskiem.",
    en=" On the very day of the placement the place of residence changed; that “before” means on the day before is "
    "inferred.",
)
RESIDENCE_UNKNOWN = Text(
    pl="Nie podano miejsca zamieszkania dziecka w przeddzień ({day}). Zameldowanie rozstrzyga dopiero wtedy, gdy "
    "miejsca zamieszkania nie można ustalić (art. 191 ust. 2).",
    en="The child's place of residence on the day before ({day}) is not given. Its registration decides only where its "
    "residence cannot be established (art. 191 ust. 2).",
)
SEVERAL_RESIDENCES = Text(
    pl="Jako miejsce zamieszkania dziecka w przeddzień ({day}) podano kilka gmin ({gminas}). Miejsce zamieszkania "
    "można mieć tylko jedno; które nim jest, rozstrzygają art. 25–28 KC (wiedza ogólna), a nie te fakty.",
    en="Several gminas are given as the child's place of residence on the day before ({day}): {gminas}. A person has "
    "but one; which it is, KC art. 25–28 decide (known, not read), and not these facts.",
)

REGISTRATION = Text(
    pl="Miejsca zamieszkania dziecka nie można ustalić; ostatnie miejsce jego zameldowania na pobyt stały przed "
    "umieszczeniem leży w gminie o kodzie {gmina}.",
    en="The child's residence cannot be established; its last permanent registration before the placement was in the "
    "gmina with the code {gmina}.",
)
REGISTERED_LATER = Text(
    pl=" Późniejszego zameldowania nie uwzględniono; że chodzi o ostatnie przed umieszczeniem, jest wnioskiem.",
    en=" A later registration is left aside; that the last one before the placement is meant is inferred.",
)
REGISTRATION_UNKNOWN = Text(
    pl="Miejsca zamieszkania dziecka nie można ustalić, a jego zameldowania na pobyt stały przed umieszczeniem nie "
    "podano. Siedziba sądu rozstrzyga dopiero wtedy, gdy i tego miejsca nie można ustalić (art. 191 ust. 3).",
    en="The child's residence cannot be established, and no permanent registration before the placement is given. The "
    "seat of the court decides only where that cannot be established either (art. 191 ust. 3).",
)
SEVERAL_REGISTRATIONS = Text(
    pl="Miejsca zamieszkania dziecka nie można ustalić, a ostatnie zameldowania na pobyt stały przed umieszczeniem "
    "podano w kilku gminach naraz ({gminas}).",
    en="The child's residence cannot be established, and its last permanent registration before the placement is given "
    "in several gminas at once ({gminas}).",
)

COURT = Text(
    pl="Nie można ustalić ani miejsca zamieszkania dziecka, ani ostatniego miejsca zameldowania na pobyt stały; sąd, "
    "który orzekł o umieszczeniu, ma siedzibę w gminie o kodzie {gmina}.",
    en="Neither the child's residence nor its last permanent registration can be established; the court that ordered "
    "the placement has its seat in the gmina with the code {gmina}.",
)
COURT_UNKNOWN = Text(
    pl="Nie można ustalić ani miejsca zamieszkania dziecka, ani ostatniego miejsca zameldowania na pobyt stały, a nie "
    "podano, w której gminie ma siedzibę sąd, który orzekł o umieszczeniu. Jeżeli sąd o nim nie orzekał, przepis nie "
    "wskazuje żadnej gminy (wniosek).",
    en="Neither the child's residence nor its last permanent registration can be established, and it is not said in "
    "which gmina the court that ordered the placement has its seat. Where no court ordered it, the provision names no "
    "gmina (inferred).",
)
