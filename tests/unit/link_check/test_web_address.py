"""Addresses of other servers: read in one way only, and only those of public hosts asked."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.link_check.web_address import AddressError, is_public, join, parse_address

READ = {
    "http://Example.org": "http://example.org/",
    "HTTPS://example.org:443/a?b=c#d": "https://example.org/a?b=c",
    "http://example.org:8080/": "http://example.org:8080/",
    "http://example.org.:80/a b".replace(" ", "%20"): "http://example.org/a%20b",
    "https://bücher.example/straße?q=ü": "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%BC",
    "http://example.org/{a}|b^": "http://example.org/%7Ba%7D%7Cb%5E",
    "http://93.184.216.34/": "http://93.184.216.34/",
    "http://[2606:2800:220:1::1]:8080/": "http://[2606:2800:220:1::1]:8080/",
    "http://a_b.example/": "http://a_b.example/",
    "http://例え。テスト/": "http://xn--r8jz45g.xn--zckzah/",
    "http://１２７.0.0.1/": "http://127.0.0.1/",
    "http://example.org?a": "http://example.org/?a",
}


@pytest.mark.parametrize(("text", "said"), READ.items(), ids=READ)
def test_an_address_is_taken_apart(text: str, said: str) -> None:
    assert str(parse_address(text)) == said
    assert str(parse_address(said)) == said


REFUSED = [
    "",
    "http://",
    "http:///a",
    "ftp://example.org/",
    "javascript:alert(1)",
    "http:example.org",
    "http:/example.org/",
    "//example.org/",
    "http://127.0.0.1:1\\@93.184.216.34/",
    "http:\\\\example.org/",
    "http://example.org\\.evil.example/",
    "http://example.org/a\\b",
    "http://example.org/?a\\b",
    "http://user@example.org/",
    "http://user:pw@example.org/",
    "http://@example.org/",
    "http://exa mple.org/",
    "http://example.org/a b",
    "http://example.org/\r\nX: y",
    "http://example.org/\x00",
    "http://example.org/\t",
    "http://example.org/\u2028",
    "http://exam\u200bple.org/\u200b",
    "http://a..b/",
    "http://.example.org/",
    "http://example.org../",
    f"http://{'a' * 70}.example/",
    f"http://{'ab.' * 90}example/",
    f"http://{'ü' * 70}.example/",
    "http://-a.example/",
    "http://exa%6Dple.org/",
    "http://127.0.0.1%2f@example.org/",
    "http://example.org:0/",
    "http://example.org:65536/",
    "http://example.org:80:80/",
    "http://example.org:８０/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://127.1/",
    "http://0177.0.0.1/",
    "http://127.0.0.01/",
    "http://example.0x10/",
    "http://1.2.3.4.5/",
    "http://256.1.1.1/",
    "http://[::1/",
    "http://::1/",
    "http://[fe80::1%25eth0]/",
    "http://[::1]x/",
    "http://[1.2.3.4]/",
    "http://℀.example／/",
    "http://example.org／@evil.example/",
    "http://exa<mple.org/",
    "http://example.org/" + "a" * 9000,
]


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_programs_read_differently_is_no_address(text: str) -> None:
    with pytest.raises(AddressError):
        parse_address(text)


def test_who_names_a_user_is_told() -> None:
    with pytest.raises(AddressError, match="name of a user"):
        parse_address("http://ann:pw@example.org/")


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_none(text: str) -> None:
    for written in (text, f"http://{text}", f"http://example.org{text}", f"http://[{text}]/"):
        try:
            said = str(parse_address(written))
        except AddressError:
            continue
        assert said.isascii()
        assert said.isprintable()
        assert str(parse_address(said)) == said


@given(st.text(max_size=40))
def test_any_place_that_is_led_to_is_an_address_or_none(text: str) -> None:
    base = parse_address("http://example.org/a/b")
    for written in (text, f"//{text}", f"http://{text}"):
        try:
            assert str(join(base, written)).isascii()
        except AddressError:
            continue


def test_a_place_that_is_led_to_is_relative_to_where_one_is() -> None:
    base = parse_address("https://example.org/a/b?c")
    assert str(join(base, "d")) == "https://example.org/a/d"
    assert str(join(base, "/e?f#g")) == "https://example.org/e?f"
    assert str(join(base, "//other.example")) == "https://other.example/"
    with pytest.raises(AddressError):
        join(base, "http://[::1")
    with pytest.raises(AddressError):
        join(base, "\\\\127.0.0.1\\")


NOT_PUBLIC = """
    0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 100.127.255.254 127.0.0.1 127.255.255.255 169.254.169.254
    172.16.0.1 172.31.255.255 192.0.0.8 192.0.0.170 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
    198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1
    64:ff9b::127.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::1 64:ff9b:1:ffff::1 100::1
    2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:10::1 2001:20::1 2001:db8::1
    2002:7f00:1:: 2002:c0a8:101::1 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd12::1 fe80::1 fec0::1
    feff::1 ff02::1 ff0e::1 4000::1 2606:2800:220:1:0:5efe:7f00:1 2606:2800:220:1:200:5efe:a00:1
    fe80::1%1
""".split()  # noqa: SIM905 - a list of addresses is read better without quotation marks


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_no_private_special_or_translated_address_is_public(text: str) -> None:
    assert not is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "text", ["8.8.8.8", "93.184.216.34", "1.1.1.1", "2606:2800:220:1::1", "2a00:1450:4001::1"]
)
def test_hosts_of_the_internet_are_public(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))
