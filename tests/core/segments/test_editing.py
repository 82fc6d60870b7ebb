import pytest

from core.foundation.steps import History
from core.segments import editing
from core.segments.checking import effective
from core.segments.editing import CannotEdit
from core.segments.model import EVERY, EVERYBODY, Combine, Condition, Group, Rule
from core.warehouse.catalogue import Catalogue

A, B, C = (Condition("country", "is", name) for name in "abc")
RULE = Group(Combine.ALL, (A, Group(Combine.ANY, (B, C))))


def within(rule: Rule, place: int) -> Group:
    assert isinstance(rule, Group)
    found = rule.rules[place]
    assert isinstance(found, Group)
    return found


def test_a_condition_is_added_where_asked() -> None:
    assert editing.added(RULE, (1,), A) == Group(
        Combine.ALL, (A, Group(Combine.ANY, (B, C, A)))
    )
    assert editing.added(EVERYBODY, (), A) == Group(Combine.ALL, (A,))


def test_a_node_is_removed_replaced_and_copied() -> None:
    assert editing.removed(RULE, (1, 0)) == Group(Combine.ALL, (A, Group(Combine.ANY, (C,))))
    assert editing.removed(RULE, ()) == EVERYBODY
    assert editing.replaced(RULE, (1,), B) == Group(Combine.ALL, (A, B))
    assert editing.copied(RULE, (0,)) == Group(Combine.ALL, (A, A, RULE.rules[1]))


def test_a_node_moves_within_its_group_and_stops_at_its_ends() -> None:
    assert editing.moved(RULE, (1,), by=-1) == Group(Combine.ALL, (RULE.rules[1], A))
    assert editing.moved(RULE, (1,), by=1) == RULE
    assert within(editing.moved(RULE, (1, 0), by=5), 1) == Group(Combine.ANY, (C, B))


def test_grouping_and_dissolving_undo_each_other() -> None:
    inside = editing.grouped(RULE, (0,), Combine.NONE)

    assert inside == Group(Combine.ALL, (Group(Combine.NONE, (A,)), RULE.rules[1]))
    assert editing.ungrouped(inside, (0,)) == RULE
    assert within(editing.recombined(RULE, (1,), Combine.ALL), 1).combine is Combine.ALL


def test_the_opposite_of_the_opposite_is_as_before(catalogue: Catalogue) -> None:
    big = Condition("employees", "at_least", 5)
    group = Group(Combine.ALL, (A, big, Group(Combine.ANY, (B, C)), RULE))
    for path in ((0,), (1,), (2,), (3,), ()):
        once = editing.negated(group, path, catalogue)

        assert once != group
        assert editing.negated(once, path, catalogue) == group
    assert editing.negated(A, (), catalogue) == Condition("country", "is_not", "a")
    # Who has no known number is not “at least 5”, and so is the opposite.
    assert editing.negated(big, (), catalogue) == Group(Combine.NONE, (big,))


def test_a_node_goes_off_and_on(catalogue: Catalogue) -> None:
    off = editing.switched(RULE, (1, 0))

    assert effective(off) == Group(Combine.ALL, (A, Group(Combine.ANY, (C,))))
    assert effective(editing.switched(off, (1, 1))) == Group(Combine.ALL, (A,))
    assert editing.switched(off, (1, 0)) == RULE


def test_a_node_moves_into_a_group_beside_it_and_out_again() -> None:
    inside = editing.moved_in(RULE, (0,))

    assert inside == Group(Combine.ALL, (Group(Combine.ANY, (B, C, A)),))
    assert editing.moved_out(inside, (0, 2)) == Group(Combine.ALL, (RULE.rules[1], A))
    alone = Group(Combine.ALL, (Group(Combine.ANY, (B,)), C))
    assert editing.moved_out(alone, (0, 0)) == Group(Combine.ALL, (B, C))
    for edit, path in ((editing.moved_in, (1,)), (editing.moved_out, (0,))):
        with pytest.raises(CannotEdit):
            edit(RULE, path)


def test_a_group_is_about_contacts_or_about_the_account() -> None:
    asked = editing.among_contacts(RULE, (1,), EVERY)

    assert within(asked, 1).contacts == EVERY
    assert editing.among_contacts(asked, (1,), None) == RULE


@pytest.mark.parametrize("path", [(7,), (-1,), (0, 0), (1, 2), (1, 0, 0)])
def test_a_place_that_is_not_there_is_refused(path: tuple[int, ...]) -> None:
    for edit in (editing.node, editing.removed, editing.copied, editing.grouped):
        with pytest.raises(CannotEdit):
            edit(RULE, path)


def test_a_rule_does_not_grow_without_end() -> None:
    rule = Group(Combine.ALL, (A,) * 499)
    with pytest.raises(CannotEdit):
        editing.added(rule, (), A)

    deep: Group = EVERYBODY
    for _ in range(12):
        deep = Group(Combine.ALL, (deep,))
    with pytest.raises(CannotEdit):
        editing.grouped(deep, (0,))


def test_another_field_keeps_what_still_fits(catalogue: Catalogue) -> None:
    fields = catalogue.fields
    many = Condition("employees", "at_least", 5)

    assert editing.refielded(many, fields["contacts"], catalogue) == Condition(
        "contacts", "at_least", 5
    )
    assert editing.refielded(A, fields["region"], catalogue) == Condition("region", "is")
    assert editing.refielded(A, fields["sales"], catalogue) == Condition(
        "sales", "at_least_times"
    )


def test_another_operator_keeps_a_value_of_the_same_shape() -> None:
    assert editing.reoperated(A, "is_not") == Condition("country", "is_not", "a")
    assert editing.reoperated(A, "one_of") == Condition("country", "one_of")


def test_undo_and_redo_walk_the_same_way_back_and_forth() -> None:
    begun: History[Rule] = History(EVERYBODY)
    history = begun.changed(A).changed(A).changed(B)

    back = history.undone()
    assert back.now == A
    assert back.undone().undone().now == EVERYBODY
    assert back.redone().now == B
    assert back.redone().redone() == back.redone()
    assert back.changed(C).future == ()
