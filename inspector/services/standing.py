"""An open form: what its head says of points, scores and states, and following it while scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from inspector.domain import answering, scoring
from inspector.domain.change import Change
from inspector.domain.scheme import RuleKind
from inspector.domain.score import ItemResult, Total
from inspector.domain.visit import AnswerState
from inspector.services import visit as visits
from inspector.services.item_place import ItemPlace
from inspector.services.visit import Standing
from inspector.services.workspace import Workspace


class Figures(Struct, frozen=True):
    """The figures of a visit as it stands; scores are printed, None where nothing counts yet.

    `lost` are points on the form, `answered_score` leaves out what nobody looked at, `live_score`
    takes it for conforming. `counts` is by shown state, `to_confirm` what closing makes
    conforming, `sections` the sums over what is answered.
    """

    lost: Decimal
    items: int
    answered: int
    answered_score: Decimal | None
    live_score: Decimal | None
    counts: Mapping[str, int]
    to_confirm: int
    sections: Mapping[int, Total]


def figures(standing: Standing) -> Figures:
    """The figures of a visit (models M1 and M4 over what is answered, and over all)."""
    scheme = standing.scheme
    said = [each for each in standing.results if each.state != scoring.UNANSWERED]
    sums = {total.section: total for total in scoring.totals(scheme, said)}
    kinds = {each.item: scheme.item(each.item).rule.kind for each in standing.results}
    counted = [each for each in standing.results if kinds[each.item] is not RuleKind.BONUS]
    open_ = [each for each in counted if each.state == scoring.UNANSWERED]
    return Figures(
        sum((each.loss or Decimal(0) for each in said), Decimal(0)),
        len(counted),
        len(counted) - len(open_),
        sums[0].printed_score,
        standing.totals[0].printed_score,
        Counter(shown_state(each) for each in counted),
        sum(1 for each in open_ if kinds[each.item] in answering.JUDGED),
        sums,
    )


def shown_state(result: ItemResult) -> str:
    """The state by which an item is shown: a value is conforming where nothing is lost by it."""
    if result.state != AnswerState.VALUED:
        return result.state
    return AnswerState.DEDUCTED.value if result.loss else AnswerState.CONFORMING.value


class Followed:
    """A visit that is followed while it is scored: what was read last, and after which change.

    A save tells of its item how it will stand; the whole visit is read again where anybody else
    wrote meanwhile.
    """

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._after: Change | None = None
        self.newest: Standing | None = None

    def read(self, visit: UUID) -> Standing:
        """Read the whole visit; raises NotFound."""
        return self._keep(visits.show(self._ws, visit))

    @property
    def is_newest(self) -> bool:
        """Whether nothing was written since `newest` was read."""
        return self._after is self._ws.last_change

    def save(
        self,
        visit: UUID,
        act: Callable[[], object],
        show: Callable[[Standing], None] = lambda _standing: None,
    ) -> Standing:
        """Do what changes one item of the visit, and tell how the visit stands then.

        `show` is given that before it is saved, to be painted meanwhile; where saving is refused,
        `newest` is what it was, and so must be what is shown.
        """
        seen, after = self.newest, self._after
        if seen is None or seen.record.visit.id != visit or not self.is_newest:
            act()
            return self.read(visit)

        def foretold(place: ItemPlace) -> None:
            self.newest = visits.show_item(seen, place)
            show(self.newest)

        self._ws.foretell = foretold
        try:
            act()
        except BaseException:
            self.newest, self._after = seen, after
            raise
        finally:
            self._ws.foretell = None
        self._after = self._ws.last_change
        return self.newest or seen

    def _keep(self, standing: Standing) -> Standing:
        self.newest, self._after = standing, self._ws.last_change
        return standing
