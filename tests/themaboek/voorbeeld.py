"""A themaboek of real size with invented content: 19 people, 68 ideas, 95 stickers, five voorstellen."""

from dialoog.themaboek import boek as b

BELANGEN = ("Zelf oud worden", "Mantelzorg", "Zorg en welzijn", "Wonen", "Ondernemen in de wijk")

IDEEEN = """Een klusbus die elke week door een andere wijk rijdt
Een bankje om de tweehonderd meter
Samen koken in het buurthuis, elke donderdag
Een vaste bezoeker voor wie niemand meer heeft
Kleine woningen bij de winkels bouwen
Een lijst van kamers waar iemand kan mee wonen
De huisarts schrijft een wandeling voor
Scholieren leren ouderen omgaan met de telefoon
Ouderen lezen voor op de basisschool
Een winkel aan huis voor zware boodschappen
Een buurtauto die iedereen kan lenen
Verlichte wandelpaden naar de bushalte
Een spreekuur voor mantelzorgers in de avond
Een logeerhuis, zodat de mantelzorger vrij is
Een maatje voor de eerste maand na het ziekenhuis
Drempels weg in alle winkels
Een dorpsknooppunt met zorg en koffie onder één dak
Een vaste wijkverpleegkundige op een vaste plek
Een tuin voor jong en oud bij de flat
Een dans op vrijdagmiddag
Woningen delen: student beneden, oudere boven
Een wijkkrant met een pagina voor hulpvragen
Een belcirkel in de ochtend
Rollators te leen in het winkelcentrum
Gratis bus na negen uur
Een cursus vallen en opstaan
Een kast met spelletjes in elke flat
Ouderen als gids in het museum
Een eettafel in het restaurant voor wie alleen komt
Een fonds voor kleine aanpassingen in huis
Eén telefoonnummer voor alle vragen
Een ruildienst: ik kook, jij knipt de heg
De bibliotheek komt langs
Een robot die de medicijnen aanreikt
Zelf rijdende rolstoelen in de wijk
Een dorp zonder auto's
Een hologram van de kleinkinderen in de kamer
Een oude school wordt een woonhof
Wooncoaches die helpen met verhuizen
Een verhuispremie voor wie kleiner gaat wonen
Een proefweek in een kleinere woning
Een koor dat geen repetitie verplicht stelt
Een sportuur op het plein
Een zorgboerderij aan de rand van de stad
Huisdieren op bezoek in het verzorgingshuis
Een oppas voor huisdieren bij ziekte
Formulieren in gewone taal
Een vrijwilligersbank waar werkgevers uren aan geven
Buren die een sleutel bewaren
Een herhaalrecept zonder te bellen
Een keurmerk voor winkels die tijd nemen
Kappers en pedicures die signalen doorgeven
Een wachtlijst die iedereen kan zien
Een nachtzuster voor de hele wijk
Samen reizen naar de kust
Een repaircafé met een ouderenbank
Ouderen in de welstandscommissie
Een proef met een sociale huurauto
Een levensboek maken met een scholier
Werkgevers geven mantelzorgverlof door
Een woongroep voor mensen uit Suriname
Een tolk bij de thuiszorg
Een wijkmaaltijd op het plein
Een stilteplek in het park
Een afscheidscafé voor wie iemand verloor
Een brug tussen het park en de flats
Een ouderenraad met echt geld
Een feest voor alle tachtigers""".splitlines()

KLEUREN: tuple[b.Kleur, ...] = ("blauw", "rood", "geel", "rood", "grijs", "blauw", "geel")

VRAGEN = (
    "Wat is concreet het voorstel?",
    "Op welke deelvraag van de raden heeft dit voorstel betrekking?",
    "Voor welke doelgroep(en) is het voorstel bedoeld?",
    "Wat gaat het opleveren (bijv. stageplaatsen, banen, invulling vacatures)?",
    "Wie gaat het trekken en wie doen er nog meer mee?",
    "Hoe moet dit idee uitgevoerd worden? (benoem zo concreet mogelijk de stappen die hiervoor gezet moeten worden)",
    "Wat is de planning (start, eind en eventuele tussenstappen van project en tijdsduur van effect)?",
    "Wat is er nodig voor dit voorstel (kosten, inzet)?",
    "Hoe maken we het samen betaalbaar?",
    "Aan welke kaders van gemeenteraden wordt niet voldaan, en waarom niet (argumenten)?",
)

STICKERS = ((17, 14, 14), (18, 12, 12), (1, 11, 11), (21, 9, 9), (14, 7, 7), (39, 7, 7), (5, 6, 6), (31, 5, 5),
            (11, 4, 4), (49, 4, 4), (8, 3, 3), (30, 3, 3), (2, 2, 2), (23, 2, 2), (54, 2, 2), (38, 1, 1), (48, 1, 1),
            (67, 1, 1), (3, 1, 1), (62, 0, 0))  # fmt: skip


def tekst_van(nummer: int) -> str:
    return IDEEEN[nummer - 1]


def kleur_van(nummer: int) -> b.Kleur:
    return KLEUREN[nummer % len(KLEUREN)]


def idee(nummer: int) -> b.Idee:
    if nummer == 36:
        return b.Idee(36, staat="verborgen")
    if nummer == 37:
        return b.Idee(37, staat="ingetrokken")
    if nummer == 63:
        return b.Idee(63, tekst_van(63), staat="samengevoegd", samengevoegd_in=3)
    return b.Idee(nummer, tekst_van(nummer), None if nummer == 68 else kleur_van(nummer))


def uitslag() -> tuple[b.UitslagRegel, ...]:
    aantallen = [stickers for _, stickers, _ in STICKERS]
    return tuple(
        b.UitslagRegel(aantallen.index(stickers) + 1, nummer, tekst_van(nummer), stickers, mensen)
        for nummer, stickers, mensen in STICKERS
    )


def lange_tekst() -> str:
    zin = "De bus rijdt op vaste dagen en stopt op een plek die iedereen kent, zodat mensen zelf langs kunnen komen. "
    stap = "<li>Vraag in elke wijk wie er wil meedoen en wie er hulp kan gebruiken.</li>"
    return f"<p>{zin * 12}</p><ol>{stap * 6}</ol><p>{zin * 14}</p><ul>{stap * 5}</ul><p>{zin * 8}</p>"


def antwoorden(onderwerp: str, leeg: tuple[int, ...] = (), lang: bool = False) -> tuple[b.Antwoord, ...]:
    teksten = (
        lange_tekst() if lang else f"<p>{onderwerp} komt er in drie wijken, om te beginnen voor een jaar.</p>",
        "<p>Deelvraag 1. Het gaat om mensen die thuis willen blijven wonen.</p>",
        "<p>Mensen van 75 jaar en ouder, en wie voor hen zorgt.</p>",
        "<ul><li>40 klussen per week</li><li>6 vrijwilligers</li><li>minder vallen in huis</li></ul>",
        "<p>De trekker belt de anderen. De woningcorporatie en de gemeente doen mee.</p>",
        "<p>Eerst een proef van drie maanden:</p><ol><li>plek zoeken</li><li>mensen vragen</li><li>beginnen</li></ol>",
        "<p>Start in september. Na een half jaar kijken we of het werkt.</p>",
        "<p>Een bus, brandstof en iemand die plant.</p>",
        "<p>De helft uit het wijkbudget, de rest van de corporaties.</p>",
        "<p>Het past in alle kaders. 1. Het kader over regionaal werken vraagt nog een gesprek.</p>",
    )
    return tuple(
        b.Antwoord(vraag, "" if n in leeg else tekst)
        for n, (vraag, tekst) in enumerate(zip(VRAGEN, teksten, strict=True), 1)
    )


def kosten() -> b.Kosten:
    return b.Kosten(
        (
            b.KostenRegel("Bus met gereedschap", "aanschaf, tweedehands", "18500.00", 2027, "ex"),
            b.KostenRegel("Planner", "16 uur per week, een jaar", "24200.00", 2027, "ex"),
            b.KostenRegel("Brandstof en onderhoud", "12 x € 210", "2520.00", 2027, "incl"),
            b.KostenRegel("Verzekering", "offerte gevraagd"),
        ),
        "45400.00",
    )


def voorstellen() -> tuple[b.Voorstelkaart, ...]:
    titels = (
        "Zorg en koffie onder één dak",
        "De klusbus",
        "Student beneden, oudere boven",
        "Een vrije week",
        "De wooncoach",
    )
    ideeen = ((17, 18), (1,), (21,), (14,), ())
    leeg: tuple[tuple[int, ...], ...] = ((), (), (8, 9), (), tuple(range(2, 11)))
    return tuple(
        b.Voorstelkaart(
            nummer=n,
            titel=titel,
            antwoorden=antwoorden(titel, leeg[n - 1], lang=n == 2),
            plaats=n,
            ideeen=ideeen[n - 1],
            gemeenten=("Lindehoven", "Oeverbeek") if n == 3 else (),
            eigenaren=("Ouderenbond Lindehoven", "Inwoner 2"),
            trekker="Ouderenbond Lindehoven",
            kosten=kosten() if n == 2 else b.Kosten(opgegeven_totaal="12000.00") if n == 4 else None,
            deelvragen=(1, 2) if n == 2 else (),
            geen_deelvraag=n == 3,
            opbrengsten=(b.Opbrengst("Klussen bij ouderen", "1250.5", "uur", "eind 2028"), b.Opbrengst("Rust"))
            if n == 2
            else (),
            kadertoets=(
                b.KaderToets("Het voorstel is meetbaar.", "past"),
                b.KaderToets("Het kost niet meer dan nu.", "past_niet", "De bus is nieuw."),
                b.KaderToets("Ook de markt betaalt mee."),
            )
            if n == 2
            else (),
            uit_eerdere_ronde=n == 5,
        )
        for n, titel in enumerate(titels, start=1)
    )


def deelnemers() -> tuple[b.Deelnemer, ...]:
    groepen = (
        "Ouderenbond Lindehoven", "Inwoner", "Inwoner 2", "Thuiszorg De Linde", "Huisartsenpost Oeverbeek",
        "Woningcorporatie Samen Thuis", "Mantelzorgsteunpunt", "Bakkerij Van Dam", "Inwoner 3", "Vrijwilligerscentrale",
        "Bibliotheek Lindestreek", "Supermarkt aan het Plein", "Wijkraad Noord", "Kerk en buurt", "Inwoner 4",
        "Adviesraad sociaal domein", "Buurtbus Weidedorp", "Scholengemeenschap De Streek", "Seniorenraad Weidedorp",
    )  # fmt: skip
    return tuple(
        b.Deelnemer(
            naam_groep,
            (BELANGEN[n % 4], BELANGEN[0]) if n == 6 else (BELANGEN[n % 4],),
            "Ans Verhoeven" if n == 3 else None,
        )
        for n, naam_groep in enumerate(groepen)
    )


def oplossingen() -> tuple[b.Oplossing, ...]:
    return tuple(
        b.Oplossing(
            kaart.plaats or 0,
            kaart.titel,
            kaart.ideeen,
            afwijking="buiten" if kaart.nummer == 5 else "",
            reden="De wooncoach kwam in het gesprek naar voren." if kaart.nummer == 5 else "",
            vastgelegd_door="de procesbegeleider" if kaart.nummer == 5 else "",
            eigenaren=kaart.eigenaren,
            trekker=kaart.trekker,
            voorstel=kaart.nummer,
            uit_eerdere_ronde=kaart.uit_eerdere_ronde,
        )
        for kaart in voorstellen()
    )


def resultaten() -> tuple[b.Resultaat, ...]:
    aan_tafel = tuple(
        b.BelangAanTafel(naam, n, "" if n else "De wijkraad belt drie winkeliers.")
        for naam, n in zip(BELANGEN, (6, 5, 4, 3, 0), strict=True)
    )
    gekozen = tuple(b.GekozenIdee(n, tekst_van(n), kleur_van(n)) for n in sorted(regel[0] for regel in STICKERS))
    return (
        b.Resultaat(
            "Kick-off", "2026-03-12", "Lindehoven", 18, aan_tafel,
            (b.Telling("Lindehoven", 9), b.Telling("Oeverbeek", 9)),
        ),
        b.Resultaat(
            "Oplossingen bedenken", "2026-04-09", "Oeverbeek", 17, ideeen=68,
            ideeen_per_deelvraag=(
                b.Telling("Deelvraag 1", 41), b.Telling("Deelvraag 2", 22), b.Telling("Geen van beide", 5),
            ),
            kleuren=b.KleurTelling(9, 19, 18, 18, 1), gekozen=gekozen,
        ),
        b.Resultaat(
            "Verdiepen en aanvullen", "2026-05-07", "Weidedorp", 19,
            stemrondes=(
                b.Stemronde("Eerste stemronde", "vervallen", reden_vervallen="Op twee telefoons stond een oude lijst."),
                b.Stemronde("Stickers plakken", "vastgesteld", briefjes=19, uitslag=uitslag(),
                            keuze="Idee 14 gaat door. Het logeerhuis helpt ook de mantelzorger.",
                            aantekening="Joke plakte voor iemand zonder telefoon."),
            ),
            oplossingen=oplossingen(),
        ),
    )  # fmt: skip


def maak_voorbeeld() -> b.Boek:
    avonden = (
        *((r.titel, r.datum, r.plaats, r.aanwezig) for r in resultaten()),
        ("Knopen doorhakken", "2026-06-04", "", None),
    )
    return b.Boek(
        titelblad=b.Titelblad(
            "Prettig oud worden in de wijk",
            "2026-05-08",
            "Ouder worden",
            "Regio Lindestreek",
            "Wat inwoners, zorg en ondernemers samen willen doen",
        ),
        gemeenten=("Lindehoven", "Oeverbeek", "Weidedorp", "Heiburg"),
        programma="de agenda Samen in de Lindestreek",
        opdrachtgever="de vier gemeenteraden",
        begeleiders=("Mira Jansen", "Tom de Wit"),
        bijeenkomsten=tuple(b.Moment(*avond) for avond in avonden),
        mijlpalen=(b.Moment("Bijeenkomst van de raden", "2026-07-01"),),
        hoofdvraag="Hoe kunnen mensen in de Lindestreek prettig oud worden in hun eigen wijk?",
        deelvragen=(
            b.Deelvraag("Wat maakt dat mensen langer thuis kunnen wonen?", "de kant van wie hulp vraagt"),
            b.Deelvraag("Hoe houden we de hulp met elkaar vol?", "de kant van wie hulp geeft"),
        ),
        kaders=(
            b.Kader("Elk voorstel noemt een doel dat te meten is", "inhoudelijk", geldt_voor="voorstel"),
            b.Kader("Het plan gaat over:", "inhoudelijk", ("wonen", "zorg", "ontmoeten")),
            b.Kader("Het plan is klaar voor 1 juli", "proces"),
            b.Kader("Er komt geen extra geld uit de gemeenten", "financieel", geldt_voor="voorstel"),
        ),
        stappen=(
            b.Stap("Er waren 14 deelnemers aanwezig.", "2026-03-12", "Kick-off"),
            b.Stap("De groep keek wie er aan tafel zat.", "2026-03-12", "Kick-off"),
            b.Stap("De stemronde is vervallen: een oude lijst.", "2026-05-07", "Verdiepen en aanvullen"),
            b.Stap("Voor 2 oplossingen zijn eigenaren aangewezen.", "2026-05-08"),
        ),
        resultaten=resultaten(),
        voorstellen=voorstellen(),
        belangen=BELANGEN,
        deelnemers=deelnemers(),
        spelregels=(
            "Wij laten elkaar uitpraten.",
            "Wij vragen door voor wij iets vinden.",
            "Elke stem weegt even zwaar.",
        ),
        ideeen=tuple(idee(n) for n in range(1, 69)),
        eigen_tekst=(
            b.EigenTekst(
                "inleiding", "<p>Steeds meer mensen worden oud in hun eigen huis. Dat vraagt iets van de wijk.</p>"
            ),
        ),
    )
