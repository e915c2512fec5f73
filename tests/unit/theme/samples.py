"""Made-up views: of every template a full one and a minimal one."""

from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from markupsafe import Markup

from journeyblog.dates import Moment
from journeyblog.site import views

FEED = views.FeedView(label="Atom", url="/blog/feed.xml", type="application/atom+xml")
IMAGE = views.ImageView(url="/blog/media/train.png", alt="A train by the sea", width=1200, height=630)
OPTIONS = MappingProxyType({"scheme": "auto", "contents": True, "colophon": "Written on trains."})
PLAIN_OPTIONS = MappingProxyType({"scheme": "auto", "contents": True, "colophon": ""})
BODY = Markup(
    '<p>The train leaves at <time datetime="19:30">half past seven</time>. <a href="/blog/x/">Part one</a> told why.'
    '<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup></p>'
    '<h2 id="uphill">Uphill</h2><p>We walked. <mark>Slowly.</mark> Press <kbd>Ctrl</kbd> and <code>code</code>, says '
    'the <abbr title="Red Nacional">RENFE</abbr> clerk.</p><blockquote><p>A quotation of some length, to see how it is '
    "set when it runs over more than one line of the text.</p></blockquote>"
    '<div class="alert alert-note"><p class="alert-title">Note</p><p>Trains run hourly.</p></div>'
    '<div class="alert alert-caution"><p class="alert-title">Caution</p><p>The last one does not.</p></div>'
    '<h3 id="lunch">Lunch</h3><ul><li class="task-list-item"><input type="checkbox" disabled checked aria-label="done">'
    " Book the table</li></ul>"
    '<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr><th>Dish</th>'
    '<th class="align-right">Price</th></tr></thead><tbody><tr><td>Gambas</td><td class="align-right">12.50</td></tr>'
    '<tr><td>Bread</td><td class="align-right">1.80</td></tr></tbody></table></div>'
    '<figure><img src="/blog/media/train.png" alt="A train" width="600" height="200"><figcaption>The coast train at'
    " Los Boliches, a quarter of an hour late.</figcaption></figure>"
    '<pre class="highlight" tabindex="0"><code><span class="kn">from</span> <span class="nn">journey</span> '
    '<span class="kn">import</span> <span class="n">line</span>\n<span class="c1"># stations in order</span>\n'
    '<span class="k">def</span> <span class="nf">ride</span><span class="p">(</span><span class="n">to</span>'
    '<span class="o">=</span><span class="s2">"Málaga"</span><span class="p">,</span> <span class="n">n</span>'
    '<span class="o">=</span><span class="mi">4</span><span class="p">):</span></code></pre>'
    '<h2 id="back">Back again</h2><dl><dt>Levante</dt><dd>The wind from the east.</dd></dl>'
    "<details><summary>What we packed</summary><p>Too much.</p></details>"
    '<section class="footnotes"><ol><li id="fn1"><p>In a café. <a href="#fnref1" class="footnote-backref" '
    'aria-label="Back">↩</a></p></li></ol></section>'
)


def moment(month: int, day: int, *, timed: bool = False) -> Moment:
    local = datetime(2018, month, day, 19 if timed else 0, 30 if timed else 0)
    return Moment(local=local, timed=timed)


SITE = views.SiteView(
    title="Would We Go Back?",
    tagline="Journeys, meals and desks, told and scored",
    language="en",
    home_url="/blog/",
    base_url="https://example.org/blog",
    menu=(
        views.LinkView(label="Journeys", url="/blog/journeys/"),
        views.LinkView(label="Businesses", url="/blog/businesses/"),
        views.LinkView(label="Archive", url="/blog/archive/"),
        views.LinkView(label="About", url="/blog/about/"),
    ),
    sections=(
        views.LinkView(label="Lessons", url="/blog/lessons/"),
        views.LinkView(label="Tags", url="/blog/tags/"),
    ),
    feeds=(FEED,),
    generator="journeyblog 0.1",
    icons=(
        views.IconView(rel="icon", url="/blog/favicon.ico", sizes="32x32"),
        views.IconView(rel="icon", url="/blog/theme/icon.3f2a1b9c.svg", type="image/svg+xml", sizes="any"),
    ),
    newsletter=views.NewsletterView(
        title="Letters", text="Once a month.", action="https://letters.example.org/join", field="EMAIL"
    ),
    options=OPTIONS,
)
SMALL_SITE = views.SiteView(
    title="S", tagline="", language="en", home_url="/", base_url="", menu=(), sections=(), feeds=(), generator="",
    options=PLAIN_OPTIONS,
)  # fmt: skip
HEAD = views.HeadView(
    title="A page",
    url="/blog/journeys/costa/",
    description="What it is about",
    canonical="https://example.org/blog/journeys/costa/",
    image="https://example.org/blog/media/train.png",
    image_alt="A train",
    image_width=1200,
    image_height=630,
    published="2018-02-14T19:30:00+01:00",
    modified="2018-03-01T00:00:00+01:00",
    authors=(views.PersonView(name="The Traveller", url="/blog/authors/traveller/"),),
    kind="article",
    language="es",
    feeds=(FEED,),
    noindex=True,
    previous="/blog/",
    following="/blog/page/3/",
)
SMALL_HEAD = views.HeadView(title="S", url="/")

_PLACES = (
    "Before we leave",
    "Two trains and a ticket desk",
    "The hotel that forgot us",
    "A table uphill",
    "Home by sea",
)


def stations(count: int) -> tuple[views.InstallmentView, ...]:
    return tuple(
        views.InstallmentView(
            label="Prologue" if i == 0 else f"Part {i}",
            title=_PLACES[i % len(_PLACES)],
            url=f"/blog/costa/{i}/",
            date=moment(1 + i // 27, 1 + i % 27),
            kind="prologue" if i == 0 else "part",
            mood="Went well" if i else "",
            mood_key="good" if i else "",
            hidden="Draft" if i == 3 else "",
        )
        for i in range(count)
    )


def line(count: int, here: int) -> views.LineView:
    all_of = stations(count)
    return views.LineView(
        journey=views.LinkView(label="Costa del Sol 2018", url="/blog/journeys/costa/"),
        stations=all_of,
        here=here,
        skipped=4 if count > 20 else 0,
        beyond=2,
        position=f"Third installment of {count - 1}",
        teaser="A table uphill, and the bill that came with an apology",
        previous=all_of[here - 1] if here else None,
        following=all_of[here + 1] if here + 1 < count else None,
    )


def bars(name: str, *rows: tuple[str, str, int]) -> views.BarsView:
    return views.BarsView(
        id=name,
        title=f"Ratings: {name}",
        description="On a scale from 1 to 5",
        height=100 * len(rows),
        rows=tuple(
            views.BarView(label=label, value=value, length=length, y=100 * i + 84, note="2 visits" if i else "")
            for i, (label, value, length) in enumerate(rows)
        ),
    )


ROWS = (("Food", "5", 100), ("Atmosphere", "4.5", 88), ("Price for what it is", "1", 0))
CURVE = views.CurveView(
    id="scores",
    title="Scores",
    description="Two visits",
    width=320,
    height=120,
    left=28,
    path="M100 20C170 20 170 60 240 60",
    points=(
        views.PointView(x=100, y=20, label="A table uphill", value="4.6", key="good", url="/blog/costa/3/"),
        views.PointView(x=240, y=60, label="Again", value="3", key="middling", date=moment(3, 1), note="so far"),
    ),
    guides=(views.GuideView(y=12, label="5"), views.GuideView(y=108, label="1")),
)
VISIT = views.VisitView(
    id="visit_1",
    business=views.LinkView(label="La Macheta", url="/blog/businesses/la-macheta/"),
    kind="Restaurant",
    place="Mijas",
    date=moment(2, 14),
    score="4.6",
    score_machine="4.6",
    out_of="5",
    out_of_machine="5",
    answer="Definitely",
    answer_key="definitely",
    inferred=False,
    condition="they keep the terrace",
    provisional=True,
    counts=False,
    fictional=True,
    aspects="4.4",
    ratings=bars("visit_1_ratings", *ROWS),
    four_ps=bars("visit_1_four_ps", *ROWS[:2]),
    lenses=(bars("visit_1_rater", *ROWS[1:]),),
    recommend="9 of 10",
    told_friends=True,
    occasion="Valentine’s dinner",
    why="They asked what we did not like before they asked what we wanted.",
    note="The terrace closes at ten.",
    context="High season",
    party="Two",
    price="62.40 EUR",
    expected=views.FactView(value="4", note="better than expected"),
    effort="6 of 7",
    cost="3 hours",
    good=("The waiter remembered our names", "Bread baked an hour before"),
    bad=("A wobbling table",),
    little_things=tuple(f"A lamp for reading page {i} of the menu" for i in range(12)),
    warning_signs=("Empty at nine",),
    people=("Paco, waiter: knew every dish",),
    promises=(
        views.PromiseView(what="Table by the window", promised="20:00", delivered="20:25", kept="Broken", key="broken"),
    ),
    incidents=(
        views.IncidentView(
            what="Wrong wine",
            outcome="Recovered",
            outcome_key="recovered",
            complained=True,
            stages=(
                views.StageView(label="Complaint made", date=moment(2, 14)),
                views.StageView(label="Not acknowledged", missing=True),
                views.StageView(label="Answered", date=moment(2, 16), wait="2 days later"),
            ),
            response="apology and a new bottle",
            severity="Slight",
            satisfaction="4 of 5",
        ),
        views.IncidentView(what="Cork", outcome="Still open", outcome_key="open", complained=True),
    ),
    compared_to=(views.LinkView(label="A kiosk", url=""),),
    ended="Left before the end",
    disclosure="The dessert was a gift.",
)
BAD_VISIT = replace(
    VISIT,
    id="visit_2",
    ratings=bars("visit_2_ratings", *ROWS),
    business=views.LinkView(label="Línea Litoral", url="/blog/businesses/linea-litoral/"),
    kind="Railway",
    score="1.8",
    score_machine="1.8",
    answer="No",
    answer_key="no",
    provisional=False,
    fictional=False,
    four_ps=None,
    lenses=(),
    why="",
    promises=(),
)
CONTRAST = views.ContrastView(
    good=VISIT,
    bad=BAD_VISIT,
    rows=(
        views.ContrastRowView(label="Would return", good="Definitely", bad="No"),
        views.ContrastRowView(label="Ended", good="", bad="Cancelled"),
    ),
)
HISTORY = views.HistoryView(
    date=moment(2, 14),
    post=views.LinkView(label="Customer Journey Part 3: A table uphill", url="/blog/costa/3/#visit_1"),
    score="4.6",
    answer="Definitely",
    answer_key="definitely",
    inferred=True,
    provisional=True,
    counts=False,
    condition="they keep the terrace",
    why="They asked first.",
    disclosure="The author was a guest of the business.",
    hidden="Draft",
)
SMALL_HISTORY = views.HistoryView(
    date=moment(1, 1), post=views.LinkView(label="S", url="/s/#visit_1"), score="", answer="", answer_key="",
    inferred=False,
)  # fmt: skip
FACT = views.FactView(value="90 %", note="Rock-steady", key="up")
SCORECARD = views.ScorecardView(
    verdict=views.VerdictView(
        word="Definitely",
        key="definitely",
        note="so far",
        answers=tuple(
            views.AnswerView(
                word="Definitely", key="definitely", date=moment(2, day), url="/blog/costa/3/#visit_1",
                inferred=day == 1, provisional=day == 2,
            )
            for day in (1, 2)
        ),
        condition="they keep the terrace",
        share=views.FactView(value="3 of 3", note="95 % interval: 44–100 %"),
    ),
    flag="Stand-out",
    flag_key="stand-out",
    overall="4.6",
    overall_machine="4.6",
    out_of="5",
    out_of_machine="5",
    scored=3,
    confidence="Getting to know",
    consistency=FACT,
    trend=FACT,
    peers=FACT,
    ranking=FACT,
    expectation=FACT,
    effort=FACT,
    cost="60 days",
    aspects=views.AspectsView(
        dimensions=bars("scorecard_dimensions", *ROWS),
        gap=FACT,
        four_ps=bars("scorecard_four_ps", *ROWS),
        four_ps_consistency=FACT,
        lenses=(bars("scorecard_rater", *ROWS),),
    ),
    trust=views.TrustView(
        promises=FACT,
        pending=("The refund",),
        incidents=FACT,
        recovery=FACT,
        open_incidents=("The lost bag",),
        double_deviation=True,
        missing_stages=("Wrong wine: not answered",),
        abandoned="Cancelled, and nobody followed up",
        front_door=FACT,
    ),
    scores=CURVE,
    spread=bars("scorecard_spread", *ROWS),
    people=("Paco, waiter (2 visits)",),
    little_things=("A lamp",),
)  # fmt: skip
SMALL_SCORECARD = views.ScorecardView(
    verdict=None, flag="", flag_key="", overall="", overall_machine="",
    out_of="5", out_of_machine="5", scored=0, confidence="", consistency=None, trend=None,
    peers=None, ranking=None, expectation=None, effort=None, cost="", aspects=None, trust=None, scores=None,
    spread=None, people=(), little_things=(),
)  # fmt: skip
SMALL_VISIT = views.VisitView(
    id="visit_1", business=views.LinkView(label="A kiosk", url=""), kind="Shop", place="", date=moment(1, 1), score="",
    out_of="5", answer="", answer_key="", inferred=True,
)  # fmt: skip
PERSON = views.PersonView(
    name="The Traveller",
    url="/blog/authors/traveller/",
    bio="Counts stations and waiters.",
    home="https://example.org/",
    image=IMAGE,
    links=(views.LinkView(label="Mastodon", url="https://example.social/@traveller"),),
)
CARD = views.CardView(
    heading="Customer Journey Part 3: A table uphill",
    url="/blog/costa/3/",
    date=moment(2, 14),
    summary="Where the road ends there is a door, and behind it somebody who remembers you from last year.",
    journey=views.LinkView(label="Costa del Sol 2018", url="/blog/journeys/costa/"),
    part="Part 3",
    hidden="Draft",
)
SMALL_CARD = views.CardView(heading="C", url="/c/", date=moment(1, 1), summary="")
JOURNEY_CARD = views.JourneyCardView(
    title="Costa del Sol 2018",
    url="/blog/journeys/costa/",
    summary="Four weeks by bus, train and on foot, between people who care and desks that do not.",
    days="1–28 February 2018",
    parts="4 of 4 parts",
    image=IMAGE,
)
BUSINESS_CARD = views.BusinessCardView(
    name="La Macheta", url="/blog/businesses/la-macheta/", kind="Restaurant", place="Mijas", overall="4.6", out_of="5",
    verdict="Definitely", verdict_key="definitely", verdict_note="so far", visits=3, fictional=True,
)  # fmt: skip
TERMS = tuple(views.TermView(name=f"Term {i}", url=f"/blog/tags/{i}/", count=i) for i in range(1, 8))
PAGER = views.PagerView(number=2, total=3, newer="/blog/", older="/blog/page/3/")
ONE_PAGE = views.PagerView(number=1, total=1)
HEADINGS = (
    views.HeadingView(level=2, id="uphill", text="Uphill"),
    views.HeadingView(level=3, id="lunch", text="Lunch"),
    views.HeadingView(level=2, id="back", text="Back again"),
)
LINK = views.LinkView(label="Food", url="/blog/categories/food/")

POST_LINK = views.LinkView(label="Part 3: A table uphill", url="/blog/costa/3/")
ENTRY = views.EntryView(
    entry="Learn the names", stage="Arrive", at_home="Who writes them down?", status="Trying", post=POST_LINK
)
MAP = views.JourneyMapView(
    curve=replace(CURVE, id="emotion_curve"),
    stages=(
        views.MapStageView(
            label="Arrive",
            moments=(
                views.MomentView(
                    what="The desk",
                    channel="Counter",
                    business=views.LinkView(label="La Macheta", url="/blog/businesses/la-macheta/"),
                    post=POST_LINK,
                    emotion="+1",
                    feeling="Good",
                    key="good",
                    who="the owner",
                    facts=("waited 8 minutes", "a real person"),
                ),
                views.MomentView(what="A robot"),
            ),
        ),
        views.MapStageView(label="At no stage in particular", moments=(views.MomentView(what="A robot"),)),
    ),
)

PROMO = views.PromoView(
    label="Advertisement", title="A book of roads", text="Forty journeys.", url="https://example.org/book", image=IMAGE
)
COMMENTS = views.CommentsView(
    comments=(
        views.CommentView(
            id="post_comment_1",
            name="Ann",
            date=moment(3, 1, timed=True),
            text=Markup("<p>We <em>did</em>.</p>"),
        ),
        views.CommentView(
            id="post_comment_2",
            name="Bob",
            date=moment(3, 2),
            text=Markup("<p>And how was it?</p>"),
            url="https://example.org/bob",
            reply_to=views.LinkView(label="Ann", url="#post_comment_1"),
        ),
    ),
    reply_url="mailto:letters@example.org?subject=A%20table%20uphill",
)
POST = views.PostView(
    title="A table uphill",
    heading="Customer Journey Part 3: A table uphill",
    url="/blog/costa/3/",
    date=moment(2, 14, timed=True),
    updated=moment(3, 1),
    expires=moment(12, 31),
    authors=(PERSON,),
    summary="A dinner",
    body=BODY,
    headings=HEADINGS,
    minutes=7,
    language="es",
    epigraph="Caminante, no hay camino.",
    image=IMAGE,
    categories=(LINK,),
    tags=(views.LinkView(label="dinner", url="/blog/tags/dinner/"), views.LinkView(label="hills", url="")),
    place=views.LinkView(label="Mijas", url="/blog/places/mijas/"),
    line=line(5, 3),
    visits=(VISIT, BAD_VISIT),
    contrast=CONTRAST,
    mentions=(VISIT.business,),
    lessons=("Ask before you pour", "Say sorry once, and mean it"),
    map=MAP,
    playbook=(
        views.EntryView(entry="Learn the names", stage="Arrive", at_home="Write them down", status="Trying"),
        views.EntryView(entry="Answer the phone"),
    ),
    disclosure="The author was a guest.",
    share=(views.ShareView(network="email", label="E-mail", url="mailto:?subject=A%20table&body=https%3A%2F%2Fe.org"),),
    related=(CARD, replace(CARD, hidden="Draft")),
    comments=COMMENTS,
    promo=PROMO,
    hidden="Future: 1 March 2030",
)
SMALL_POST = views.PostView(
    title="S", heading="S", url="/s/", date=moment(1, 1), updated=None, expires=None, authors=(), summary="",
    body=Markup("<p>Short.</p>"), headings=(), minutes=0,
)  # fmt: skip

FULL: dict[str, object] = {
    "home.html": views.HomeView(
        cards=(CARD, CARD),
        pager=PAGER,
        journey=JOURNEY_CARD,
        stations=stations(5),
        standouts=(BUSINESS_CARD, BUSINESS_CARD),
        all_standouts=LINK,
        shelves=views.ShelvesView(
            popular=(LINK,),
            categories=(views.TermView(name="Trains", url="/blog/categories/trains/", count=2),),
            archives=(views.TermView(name="2018", url="/blog/2018/", count=2),),
        ),
        promo=PROMO,
    ),
    "post.html": POST,
    "journeys.html": views.JourneysView(title="Journeys", journeys=(JOURNEY_CARD, JOURNEY_CARD)),
    "journey.html": views.JourneyView(
        title="Costa del Sol 2018",
        label="Customer Journey",
        url="/blog/journeys/costa/",
        summary="Four weeks by bus, train and on foot.",
        body=Markup("<p>Why we went.</p>"),
        days="1–28 February 2018",
        parts="4 of 4 parts",
        status="Finished",
        stations=stations(4),
        cards=(CARD,) * 4,
        teaser="The ferry",
        route=("Toronto", "Málaga", "Mijas"),
        modes=("plane", "train"),
        travellers=("The Traveller", "A friend"),
        figures=(views.FigureView(label="Days", value="28"), views.FigureView(label="Met", value="6", note="8 visits")),
        map=MAP,
        standouts=(BUSINESS_CARD,),
        let_downs=(BUSINESS_CARD, replace(BUSINESS_CARD, overall="")),
        little_things=("The sugar came with a story",),
        lessons=(views.LessonView(text="Ask before you pour", post=POST_LINK),),
        playbook=(ENTRY, views.EntryView(entry="Answer the phone")),
        businesses=(BUSINESS_CARD, BUSINESS_CARD),
        image=IMAGE,
        feeds=(FEED,),
    ),
    "businesses.html": views.BusinessesView(
        title="Businesses",
        order="Ordered by score.",
        ways=(LINK,),
        groups=(
            views.BusinessGroupView(
                label="Restaurants",
                url="/blog/businesses/kind/restaurant/",
                count=30,
                businesses=(BUSINESS_CARD,) * 3,
            ),
            views.BusinessGroupView(label="Shops", url="", count=1, businesses=(BUSINESS_CARD,)),
        ),
    ),
    "business.html": views.BusinessView(
        name="La Macheta",
        url="/blog/businesses/la-macheta/",
        kind=views.LinkView(label="Restaurant", url="/blog/businesses/kind/restaurant/"),
        place="Mijas",
        address="Calle Málaga 1, 29650 Mijas",
        scorecard=SCORECARD,
        earlier=(HISTORY, HISTORY),
        latest=(HISTORY, SMALL_HISTORY),
        body=Markup("<p>Up the hill.</p>"),
        homepage="https://example.com/",
        phone="+34 000 000 000",
        opens="13:00–22:30",
        price_range="€€",
        aka=("Macheta", "The Hatchet"),
        parent=views.LinkView(label="Grupo Monte", url=""),
        mentions=(CARD,),
        image=IMAGE,
        anonymous=True,
        own=True,
        fictional=True,
        closed=moment(6, 1),
    ),
    "list.html": views.ListView(
        kind="Author",
        title="The Traveller",
        promo=PROMO,
        cards=(CARD, CARD),
        pager=PAGER,
        person=PERSON,
        months=TERMS,
        feeds=(FEED,),
    ),
    "terms.html": views.TermsView(title="Tags", terms=TERMS),
    "archive.html": views.ArchiveView(title="Archive", years=(views.YearView(year=TERMS[0], months=TERMS),)),
    "page.html": views.PageView(
        title="About", url="/blog/about/", body=BODY, headings=HEADINGS, image=IMAGE, hidden="Draft"
    ),
    "404.html": views.NotFoundView(title="Not found", links=(LINK,)),
    "kind.html": views.KindView(
        title="Restaurants", order="Ordered by score.", businesses=(BUSINESS_CARD,) * 2, pager=PAGER, compare=LINK
    ),
    "comparisons.html": views.ComparisonsView(
        title="Side by side", kinds=(views.ComparisonView(label="Hotels", url="/blog/compare/hotel/", businesses=3),)
    ),
    "compare.html": views.CompareView(
        title="Restaurants side by side",
        kind=LINK,
        order="Ordered by score.",
        columns=("Food", "Service"),
        rows=(
            views.CompareRowView(
                business=BUSINESS_CARD, scored=2, cells=(views.CellView(value="4.5", visits=2), views.CellView())
            ),
            views.CompareRowView(
                business=replace(BUSINESS_CARD, verdict="", verdict_key="", place=""),
                scored=1,
                cells=(views.CellView(value="3.0", visits=1), views.CellView()),
            ),
        ),
        pager=PAGER,
    ),
    "return-list.html": views.ReturnListView(
        title="Where we would go back",
        groups=(
            views.ReturnGroupView(
                place=LINK,
                returns=(
                    views.ReturnView(business=BUSINESS_CARD, condition="they keep the terrace"),
                    views.ReturnView(business=BUSINESS_CARD),
                ),
            ),
        ),
        pager=PAGER,
    ),
    "standouts.html": views.StandoutsView(
        title="Stand-outs and let-downs",
        standouts=(views.StandoutView(business=BUSINESS_CARD, why="It was warm", post=POST_LINK),),
        let_downs=(views.StandoutView(business=BUSINESS_CARD),),
        pager=PAGER,
    ),
    "verdicts.html": views.VerdictsView(
        title="Verdicts that changed",
        changes=(
            views.ChangeView(
                business=LINK,
                kind="Airline",
                before="Probably",
                before_key="probably",
                after="Unsure",
                after_key="unsure",
                date=moment(2, 2),
                post=POST_LINK,
            ),
        ),
        pager=PAGER,
        feeds=(FEED,),
    ),
    "places.html": views.PlacesView(
        title="Places",
        groups=tuple(
            views.PlaceGroupView(
                label=label,
                places=tuple(
                    views.PlaceCardView(name="Mijas", url="/blog/places/mijas/", posts=posts, businesses=businesses)
                    for posts, businesses in ((1, 0), (0, 1), (2, 2))
                ),
            )
            for label in ("Spain", "")
        ),
    ),
    "place.html": views.PlaceView(
        title="Mijas", country="Spain", order="By score.", businesses=(BUSINESS_CARD,), cards=(CARD,), pager=PAGER
    ),
    "playbook.html": views.PlaybookView(
        title="Playbook",
        pinned=(ENTRY,),
        stages=(
            views.PlaybookStageView(label="Book", entries=(ENTRY, views.EntryView(entry="Ask", status="To do"))),
            views.PlaybookStageView(label="", entries=(views.EntryView(entry="Ask"),)),
        ),
        pager=PAGER,
    ),
    "lessons.html": views.LessonsView(
        title="Lessons",
        groups=(
            views.LessonGroupView(
                journey=LINK,
                posts=(views.LessonPostView(post=POST_LINK, date=moment(2, 14), lessons=("Ask before you pour",)),),
            ),
        ),
        pager=PAGER,
    ),
}

MINIMAL: dict[str, object] = {
    "home.html": views.HomeView(cards=(), pager=ONE_PAGE),
    "post.html": SMALL_POST,
    "journeys.html": views.JourneysView(title="J", journeys=()),
    "journey.html": views.JourneyView(
        title="J", label="", url="/j/", summary="", body=Markup(""), days="", parts="", status="", stations=(), cards=()
    ),
    "businesses.html": views.BusinessesView(title="B", order="", groups=()),
    "business.html": views.BusinessView(
        name="B", url="/b/", kind=views.LinkView(label="Generic", url=""), place="", address="", body=Markup(""),
        scorecard=SMALL_SCORECARD, latest=(SMALL_HISTORY,),
    ),
    "list.html": views.ListView(kind="Tag", title="T", cards=(SMALL_CARD,), pager=ONE_PAGE),
    "terms.html": views.TermsView(title="T", terms=()),
    "archive.html": views.ArchiveView(title="A", years=()),
    "page.html": views.PageView(title="P", url="/p/", body=Markup("")),
    "404.html": views.NotFoundView(title="Not found"),
    "kind.html": views.KindView(title="K", order="", businesses=(), pager=ONE_PAGE),
    "comparisons.html": views.ComparisonsView(title="C", kinds=()),
    "compare.html": views.CompareView(
        title="C", kind=views.LinkView(label="K", url=""), order="", columns=(), rows=(), pager=ONE_PAGE
    ),
    "return-list.html": views.ReturnListView(title="R", groups=(), pager=ONE_PAGE),
    "standouts.html": views.StandoutsView(title="S", standouts=(), let_downs=(), pager=ONE_PAGE),
    "verdicts.html": views.VerdictsView(title="V", changes=(), pager=ONE_PAGE),
    "places.html": views.PlacesView(title="P", groups=()),
    "place.html": views.PlaceView(title="P", country="", order="", businesses=(), cards=(), pager=ONE_PAGE),
    "playbook.html": views.PlaybookView(title="P", pinned=(), stages=(), pager=ONE_PAGE),
    "lessons.html": views.LessonsView(title="L", groups=(), pager=ONE_PAGE),
}  # fmt: skip
