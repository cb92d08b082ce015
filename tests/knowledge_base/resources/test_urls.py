import pytest

from knowledge_base.resources.urls import LONGEST_KEY, url_key

PAGE = "https://example.org/curso?b=2&a=1"


@pytest.mark.parametrize(
    "same",
    [
        "http://example.org/curso?b=2&a=1",
        "https://www.example.org/curso?a=1&b=2",
        "https://EXAMPLE.org:443/curso/?b=2&a=1",
        "http://example.org:80/curso?b=2&a=1#parte-3",
        "https://example.org./curso?utm_source=x&b=2&a=1&fbclid=1&gclid=2&UTM_medium=y",
        "https://example.org/%63urso?b=%32&a=1&",
    ],
)
def test_one_page_has_one_key(same: str) -> None:
    assert url_key(same) == url_key(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/Curso?b=2&a=1",
        "https://example.org:8080/curso?b=2&a=1",
        "https://es.example.org/curso?b=2&a=1",
        "https://example.org/curso?b=2",
        "https://example.org/curso?b=2&a=1%26c=3",
        "https://example.org/curso?b=2&a=1#!/parte",
        "https://example.org/curso?b=2&a=1#/parte",
    ],
)
def test_another_page_has_another_key(other: str) -> None:
    assert url_key(other) != url_key(PAGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://youtu.be/dQw4w9?si=abc", "https://m.youtube.com/watch?v=dQw4w9&feature=share"),
        ("https://ñandú.pe/", "https://xn--and-6ma2c.pe"),
        ("https://example.org/f%C3%ADsica", "https://example.org/física"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://example.org/?q=a+b", "https://example.org/?q=a%20b"),
    ],
)
def test_other_ways_to_write_the_same(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://youtu.be/a", "https://youtu.be/b"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/?q=c%2B%2B", "https://example.org/?q=c++"),
        ("https://example.org/?feature=1", "https://example.org/?feature=2"),
    ],
)
def test_what_only_looks_the_same(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize(
    "odd", ["https://[roto", "https://x:99999999/", "no es", "http://\ud800.pe"]
)
def test_what_is_no_address_has_a_key_all_the_same(odd: str) -> None:
    assert url_key(odd)


def test_a_key_fits_its_column() -> None:
    long = "https://example.org/" + "ñ" * 500
    assert len(url_key(long)) <= LONGEST_KEY
    assert url_key(long) != url_key(long + "o")
    assert url_key("") == ""
