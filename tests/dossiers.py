"""Random small dossiers, coherent and complete, for tests of round trips.

Each is what an export of its topic would hold: nothing in it is unused. So it
can go through files and through a database alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from claims import vocabulary as codes
from claims.dossier import (
    Approval,
    Article,
    Attachment,
    Capture,
    Change,
    Check,
    Claim,
    Dossier,
    Entity,
    EntityLink,
    EntityMerge,
    EntityName,
    Question,
    Ruling,
    SourceLink,
    Statement,
    Topic,
    Verdict,
    canonical,
)
from claims.imports.coherence import identity
from sources import quotes
from sources.vocabulary import CAPTURE_METHODS, ENTITY_KINDS, LINK_KINDS, PUBLIC_TEXTS
from tests.drawn import (
    LANGUAGES,
    URLS,
    Draw,
    act,
    editors,
    ids,
    lines,
    maybe,
    maybe_act,
    maybe_dates,
    maybe_words,
    moments,
    plain_json,
    public_id,
    reviewers,
    urls,
    value,
    words,
)


@st.composite
def dossiers(draw: Draw) -> Dossier:
    """A coherent dossier in canonical form, such as an export would give."""
    entities = _entities(draw, ids(draw, "E", 4, least=1))
    known = [entity.id for entity in entities]
    articles = [_article(draw, one, known) for one in ids(draw, "A", 2, least=1)]
    questions = [_question(draw, one) for one in ids(draw, "Q", 3, least=1)]
    claims = _claims(draw, questions, known)
    statements = _statements(draw, claims, articles, known)
    checks = [_check(draw, one, claims) for one in ids(draw, "K", 2)]
    dossier = Dossier(
        topic=_topic(draw, draw(st.integers(0, 99))),
        entities=tuple(entities),
        articles=tuple(articles),
        questions=tuple(questions),
        claims=tuple(claims),
        statements=tuple(statements),
        checks=tuple(checks),
        verdicts=tuple(_verdict(draw, one, claims, checks) for one in ids(draw, "V", 2)),
        rulings=tuple(_rulings(draw, claims, statements)),
        changes=tuple(_changes(draw, articles, statements)),
    )
    return canonical(_used(dossier))


def _topic(draw: Draw, number: int) -> Topic:
    slug = f"topic-{number}"
    return Topic(id=public_id("T", number), title=draw(words), slug=slug, summary=draw(maybe_words))


def _entities(draw: Draw, known: list[str]) -> list[Entity]:
    entities = []
    for place, one in enumerate(known):
        names = draw(st.lists(st.tuples(st.sampled_from(LANGUAGES), words), max_size=2, unique=True))
        others = [other for other in known if other != one]
        hidden = draw(st.booleans())
        entities.append(
            Entity(
                id=one,
                kind=draw(st.sampled_from(ENTITY_KINDS)),
                name=draw(words),
                slug=one.lower(),
                description=draw(words if hidden else maybe_words),
                do_not_name=hidden,
                same_as=tuple(draw(st.lists(st.sampled_from(URLS), max_size=2, unique=True))),
                names=tuple(
                    EntityName(text=text, language=tag, added_by=draw(editors)) for tag, text in names
                ),
                links=tuple(_links(draw, others)),
                # Only into earlier ones: a ring of merges is no state that a desk can reach.
                merges=tuple(_merges(draw, known[:place])),
            )
        )
    return entities


def _links(draw: Draw, others: list[str]) -> Iterable[EntityLink]:
    targets = st.sampled_from(others) if others else st.nothing()
    pairs = st.lists(st.tuples(st.sampled_from(LINK_KINDS), targets), max_size=2, unique=True)
    for kind, to in draw(pairs) if others else []:
        ended = maybe_act(draw, "ended")
        yield EntityLink(kind=kind, to=to, reason=draw(maybe_words), **act(draw, "recorded"), **ended)


def _merges(draw: Draw, others: list[str]) -> Iterable[EntityMerge]:
    if others and draw(st.booleans()):
        into = draw(st.sampled_from(others))
        yield EntityMerge(into=into, **act(draw, "merged"), **maybe_act(draw, "ended"))


def _article(draw: Draw, one: str, known: list[str]) -> Article:
    return Article(
        id=one,
        outlet=maybe(draw, known),
        url=draw(urls),
        headline=draw(maybe_words),
        byline=draw(maybe_words),
        published=draw(maybe_dates),
        date_inferred=draw(st.booleans()),
        language=draw(st.sampled_from(LANGUAGES)),
        terms=draw(maybe_words),
        public_text=draw(st.sampled_from(PUBLIC_TEXTS)),
        **maybe_act(draw, "read_through"),
        **act(draw, "recorded"),
        captures=tuple(
            _capture(draw, public_id("P", one, place)) for place in range(draw(st.integers(1, 2)))
        ),
    )


def _capture(draw: Draw, one: str) -> Capture:
    method = draw(st.sampled_from(CAPTURE_METHODS))
    raw = None if method == "digest" else draw(st.binary(max_size=20))
    text = quotes.canonical(draw(lines))
    assume(text)
    return Capture(
        id=one,
        **act(draw, "taken"),
        method=method,
        media_type="text/plain" if method == "digest" else "text/html",
        raw=raw,
        sha256="" if raw is None else sha256(raw).hexdigest(),
        text=text,
        archive_url=draw(urls),
    )


def _question(draw: Draw, one: str) -> Question:
    return Question(
        id=one,
        text=draw(words),
        answer_type=draw(st.sampled_from(codes.ANSWER_TYPES)),
        unit=draw(maybe_words),
        single_valued=draw(st.booleans()),
        varies=draw(st.booleans()),
    )


def _claims(draw: Draw, questions: list[Question], known: list[str]) -> list[Claim]:
    claims: dict[object, Claim] = {}
    for question in questions:
        for one in [public_id("C", question.id, place) for place in range(draw(st.integers(1, 3)))]:
            published = maybe_act(draw, "published")
            claim = Claim(
                id=one,
                question=question.id,
                text=draw(words),
                nature=draw(st.sampled_from(codes.NATURES)),
                value=value(draw, question.answer_type, known),
                alleges_wrongdoing=not published and draw(st.booleans()),
                **maybe_act(draw, "marked"),
                visibility="published" if published else "desk",
                **published,
                moved_to=maybe(draw, [other.id for other in claims.values()]),
                **act(draw, "recorded"),
            )
            claims.setdefault(identity(claim), claim)
    return list(claims.values())


def _statements(
    draw: Draw, claims: list[Claim], articles: list[Article], known: list[str]
) -> list[Statement]:
    statements: list[Statement] = []
    for one in ids(draw, "S", 5, least=1):
        article = draw(st.sampled_from(articles))
        capture = draw(st.sampled_from(article.captures))
        kind = draw(st.sampled_from(codes.KINDS))
        bare = kind in codes.SILENCES
        earlier = [statement.id for statement in statements]
        replaced = {statement.supersedes for statement in statements}
        withdrawn = maybe_act(draw, "withdrawn")
        statements.append(
            Statement(
                id=one,
                claim=draw(st.sampled_from(claims)).id,
                capture=capture.id,
                **_passage(draw, capture),
                kind=kind,
                certainty=None if bare else maybe(draw, codes.CERTAINTIES),
                form=draw(st.sampled_from(codes.FORMS)),
                caveat=None if bare else maybe(draw, codes.CAVEATS),
                cue=draw(maybe_words),
                said=draw(maybe_dates),
                original_seen=draw(st.booleans()),
                **act(draw, "recorded"),
                **withdrawn,
                withdrawn_why=draw(maybe_words) if withdrawn else "",
                supersedes=maybe(draw, [other for other in earlier if other not in replaced]),
                chain=tuple(_chain(draw, kind, article, known, earlier)),
            )
        )
    return statements


def _passage(draw: Draw, capture: Capture) -> dict[str, Any]:
    start = draw(st.integers(0, len(capture.text) - 1))
    end = draw(st.integers(start + 1, len(capture.text)))
    assume(capture.text[start:end].strip())
    passage = quotes.passage_at(capture.text, start, end)
    printed = draw(maybe_words.filter(lambda text: len(text.split()) <= 12))
    return asdict(passage) | {"wording": printed if capture.method == "digest" else passage.exact}


def _chain(
    draw: Draw, kind: str, article: Article, known: list[str], earlier: list[str]
) -> Iterable[SourceLink]:
    silent = ("own_voice",) if kind == "non_confirmation" else ()
    for step in range(draw(st.integers(0, 3))):
        basis = maybe(draw, silent if kind in codes.SILENCES and step == 0 else codes.BASES)
        unnamed = basis == "own_voice" and article.outlet is None
        yield SourceLink(
            entity=None if unnamed else draw(st.sampled_from(known)),
            basis=basis,
            as_printed=draw(maybe_words),
            inferred=draw(st.booleans()),
            derived_from=maybe(draw, earlier),
        )


def _check(draw: Draw, one: str, claims: list[Claim]) -> Check:
    asked = {"person_asked": draw(words), "asked_at": draw(moments), "deadline": draw(moments)}
    replied = {"reply": draw(words), "replied_at": draw(moments)}
    data = draw(st.binary(max_size=20))
    digest = sha256(data).hexdigest()
    attachment = Attachment(name=draw(words), media_type="image/png", sha256=digest, data=data)
    return Check(
        id=one,
        claim=draw(st.sampled_from(claims)).id,
        what_we_did=draw(words),
        url=draw(urls),
        archive_url=draw(urls),
        result=draw(st.sampled_from(codes.CHECK_RESULTS)),
        attachment=maybe(draw, [attachment]),
        **(asked if draw(st.booleans()) else {}),
        **(replied if draw(st.booleans()) else {}),
        **act(draw, "recorded"),
        **(act(draw, "withdrawn") | {"withdrawn_why": draw(words)} if draw(st.booleans()) else {}),
    )


def _verdict(draw: Draw, one: str, claims: list[Claim], checks: list[Check]) -> Verdict:
    claim = draw(st.sampled_from(claims)).id
    status = draw(st.sampled_from(codes.STATUSES))
    on_it = [check for check in checks if check.claim == claim and check.withdrawn_at is None]
    evident = any(check.url or check.reply for check in on_it)
    approvable = evident or status not in codes.NEEDS_APPROVAL
    approvers = draw(st.lists(reviewers, max_size=2, unique=True)) if approvable else []
    return Verdict(
        id=one,
        claim=claim,
        status=status,
        note=draw(words),
        evidence=draw(st.dictionaries(words, plain_json, max_size=3)),
        **act(draw, "decided"),
        **maybe_act(draw, "withdrawn"),
        approvals=tuple(
            Approval(approved_at=draw(moments), approved_by=who, digest=sha256(b"seen").hexdigest())
            for who in approvers
        ),
    )


def _rulings(draw: Draw, claims: list[Claim], statements: list[Statement]) -> Iterable[Ruling]:
    between = [rule for rule in codes.RULES if rule[0] == "C"]
    pairs = [
        (a.id, b.id, None, rule) for a in claims for b in claims if a.id < b.id for rule in ("", *between)
    ]
    pairs += [(one.id, one.id, None, "C1") for one in claims]
    subjects = [(one.claim, None, one.id, rule) for one in statements for rule in ("T1", "T2")]
    chosen = st.lists(st.sampled_from([*pairs, *subjects]), max_size=2, unique=True)
    for claim_a, claim_b, subject, rule in draw(chosen):
        seen = [one.id for one in statements if one.claim in (claim_a, claim_b)]
        yield Ruling(
            id=public_id("R", claim_a, claim_b, subject, rule),
            claim_a=claim_a,
            claim_b=claim_b,
            subject=subject,
            rule=rule,
            relation=draw(st.sampled_from(codes.RELATIONS)),
            note=draw(words),
            statements_seen=tuple(seen),
            **act(draw, "ruled"),
            **maybe_act(draw, "ended"),
        )


def _changes(draw: Draw, articles: list[Article], statements: list[Statement]) -> Iterable[Change]:
    """What became of some passages in the other capture of their article."""
    captures = {one.id: one for article in articles for one in article.captures if one.method != "digest"}
    beside = {
        one.id: other
        for article in articles
        for one in article.captures
        for other in article.captures
        if one.id != other.id and {one.id, other.id} <= captures.keys()
    }
    places = sorted({(one.capture, one.start, one.end) for one in statements if one.capture in beside})
    some = st.lists(st.sampled_from(places), min_size=1, max_size=2, unique=True)
    for place in draw(some) if places else ():
        outcome = draw(st.sampled_from(codes.ANSWERED))
        passage = _passage(draw, beside[place[0]]) if outcome != "removed" else {}
        yield Change(
            id=public_id("N", *place),
            tagged_in=place[0],
            tagged_start=place[1],
            tagged_end=place[2],
            capture=beside[place[0]].id,
            outcome=outcome,
            **{name: passage[name] for name in ("start", "end", "exact") if passage},
            note=draw(maybe_words),
            **act(draw, "decided"),
            **maybe_act(draw, "ended"),
        )


def _used(dossier: Dossier) -> Dossier:
    """Without the articles, captures and entities that no statement or claim needs."""
    captures = {statement.capture for statement in dossier.statements}
    captures |= {change.capture for change in dossier.changes}
    articles = tuple(
        replace(article, captures=tuple(one for one in article.captures if one.id in captures))
        for article in dossier.articles
        if captures & {one.id for one in article.captures}
    )
    named = _named(dossier, articles)
    entities = tuple(entity for entity in dossier.entities if entity.id in named)
    return replace(dossier, articles=articles, entities=entities)


def _named(dossier: Dossier, articles: Iterable[Article]) -> set[str]:
    """The entities named by a claim, a chain or an outlet, and what these link to or merge into."""
    by_id = {entity.id: entity for entity in dossier.entities}
    waiting = [article.outlet for article in articles]
    waiting += [claim.value.entity for claim in dossier.claims]
    waiting += [link.entity for statement in dossier.statements for link in statement.chain]
    named: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one is not None and one not in named:
            named.add(one)
            waiting += [link.to for link in by_id[one].links]
            waiting += [merge.into for merge in by_id[one].merges]
    return named
