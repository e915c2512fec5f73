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
    FigureView,
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
from journeyblog.site.views.learnt import (
    LessonGroupView,
    LessonPostView,
    LessonsView,
    LessonView,
    PlaybookStageView,
    PlaybookView,
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
from journeyblog.site.views.maps import (
    JourneyMapView,
    MapStageView,
    MomentView,
)
from journeyblog.site.views.posts import (
    CardView,
    EntryView,
    InstallmentView,
    LineView,
    PostView,
)
from journeyblog.site.views.rankings import (
    CellView,
    ChangeView,
    CompareRowView,
    CompareView,
    ComparisonsView,
    ComparisonView,
    KindView,
    PlaceCardView,
    PlaceGroupView,
    PlacesView,
    PlaceView,
    ReturnGroupView,
    ReturnListView,
    ReturnView,
    StandoutsView,
    StandoutView,
    VerdictsView,
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
    "CellView",
    "ChangeView",
    "CompareRowView",
    "CompareView",
    "ComparisonView",
    "ComparisonsView",
    "ContrastRowView",
    "ContrastView",
    "CurveView",
    "EntryView",
    "FactView",
    "FeedView",
    "FigureView",
    "GuideView",
    "HeadView",
    "HeadingView",
    "HistoryView",
    "HomeView",
    "ImageView",
    "IncidentView",
    "InstallmentView",
    "JourneyCardView",
    "JourneyMapView",
    "JourneyView",
    "JourneysView",
    "KindView",
    "LessonGroupView",
    "LessonPostView",
    "LessonView",
    "LessonsView",
    "LineView",
    "LinkView",
    "ListView",
    "MapStageView",
    "MomentView",
    "NotFoundView",
    "PageView",
    "PagerView",
    "PersonView",
    "PlaceCardView",
    "PlaceGroupView",
    "PlaceView",
    "PlacesView",
    "PlaybookStageView",
    "PlaybookView",
    "PointView",
    "PostView",
    "PromiseView",
    "ReturnGroupView",
    "ReturnListView",
    "ReturnView",
    "ScorecardView",
    "SiteView",
    "StageView",
    "StandoutView",
    "StandoutsView",
    "TermView",
    "TermsView",
    "TrustView",
    "VerdictView",
    "VerdictsView",
    "VisitView",
    "YearView",
]
