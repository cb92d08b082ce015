from knowledge_base.evaluation.measure import Outcome, Question, figures, read_questions


def test_figures_count_what_a_student_would_notice() -> None:
    python = Question("python", "tune", ("*python*",))
    nothing = Question("soldadura", "tune")
    seen = figures(
        [
            Outcome(python, ("curso-python", "otro")),
            Outcome(python, ("otro", "otro-2", "mas-python")),
            Outcome(python, ("otro",)),
            Outcome(python, ()),
            Outcome(nothing, ()),
            Outcome(nothing, ("otro",)),
        ]
    )
    assert (seen.hit_at_1, seen.hit_at_3) == (0.25, 0.5)
    assert (seen.precision, seen.recall) == (0.5, 0.5)


def test_there_are_enough_questions() -> None:
    questions = read_questions()
    assert sum(bool(question.expect) for question in questions) >= 60
    assert sum(not question.expect for question in questions) >= 30
    assert len({question.text for question in questions}) == len(questions)
