"""The views: everything that a template can see of a page.

A page is a pure function of its view, its head, the site view and the theme. So a view holds what is shown and
nothing else: texts ready to print, numbers already rounded, URLs ready for an ``href`` (root-relative, with the path
of ``base_url``). ``body`` and other HTML is :class:`markupsafe.Markup`; every other text is escaped by the template.
A row without data is absent: None, an empty text or an empty tuple.

This module is the contract with theme makers; ``docs/themes.md`` explains it.
"""

from journeyblog.site.views.businesses import (
    BusinessCardView,
    BusinessesView,
    BusinessGroupView,
    BusinessView,
)
from journeyblog.site.views.charts import (
    BarsView,
    BarView,
    CurveView,
    GuideView,
    PointView,
)
from journeyblog.site.views.elements import (
    NO_HTML,
    NOTHING,
    FeedView,
    HeadingView,
    ImageView,
    LinkView,
    PagerView,
    PersonView,
    TermView,
)
from journeyblog.site.views.frame import (
    HeadView,
    SiteView,
)
from journeyblog.site.views.journeys import (
    JourneyCardView,
    JourneysView,
    JourneyView,
)
from journeyblog.site.views.lists import (
    ArchiveView,
    HomeView,
    ListView,
    NotFoundView,
    PageView,
    TermsView,
    YearView,
)
from journeyblog.site.views.posts import (
    CardView,
    EntryView,
    InstallmentView,
    LineView,
    PostView,
)
from journeyblog.site.views.scorecards import (
    AnswerView,
    AspectsView,
    ScorecardView,
    TrustView,
    VerdictView,
)
from journeyblog.site.views.visits import (
    ContrastRowView,
    ContrastView,
    FactView,
    HistoryView,
    IncidentView,
    PromiseView,
    StageView,
    VisitView,
)

__all__ = [
    "NOTHING",
    "NO_HTML",
    "AnswerView",
    "ArchiveView",
    "AspectsView",
    "BarView",
    "BarsView",
    "BusinessCardView",
    "BusinessGroupView",
    "BusinessView",
    "BusinessesView",
    "CardView",
    "ContrastRowView",
    "ContrastView",
    "CurveView",
    "EntryView",
    "FactView",
    "FeedView",
    "GuideView",
    "HeadView",
    "HeadingView",
    "HistoryView",
    "HomeView",
    "ImageView",
    "IncidentView",
    "InstallmentView",
    "JourneyCardView",
    "JourneyView",
    "JourneysView",
    "LineView",
    "LinkView",
    "ListView",
    "NotFoundView",
    "PageView",
    "PagerView",
    "PersonView",
    "PointView",
    "PostView",
    "PromiseView",
    "ScorecardView",
    "SiteView",
    "StageView",
    "TermView",
    "TermsView",
    "TrustView",
    "VerdictView",
    "VisitView",
    "YearView",
]
