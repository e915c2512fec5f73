"""The write door: the only place of journeyblog that writes a site's output folder.

In: a site's folder, its output folder, output paths with their bytes. Out: the output folder is exchanged for the
new build in one step, or in place where it holds other people's entries.

Invariant: readers, killed builds and failed builds see one whole site; what we did not make is never changed.
Nothing else of journeyblog is imported here, but the form of the report.
"""

from journeyblog.build.publish.failures import OutputBusy, OutputRefused, PublishFailed
from journeyblog.build.publish.paths import KEPT, MANIFEST
from journeyblog.build.publish.refusal import check_output
from journeyblog.build.publish.stage import Receipt, Stage
from journeyblog.build.published import Published

__all__ = ["KEPT", "MANIFEST", "OutputBusy", "OutputRefused", "PublishFailed", "Published", "Receipt", "Stage",
           "check_output"]  # fmt: skip
