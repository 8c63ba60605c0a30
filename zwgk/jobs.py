"""What an audit is to do: the sites of a list, each with the rulesets that judge it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rules.errors import RulesetError
from rules.lint import lint
from rules.loader import find_ruleset, library, load_ruleset
from rules.model import Ruleset
from rules.vocabulary import default_vocabulary
from zwgk.sites import Site, load_sites


class AuditError(Exception):
    """Bad input, or an output that cannot be written; the message says where and what would be right."""


@dataclass(frozen=True, slots=True)
class AuditJob:
    """One site with the rulesets that judge it."""

    site: Site
    rulesets: tuple[Ruleset, ...]


def load_jobs(sites: Path, refs: Sequence[str]) -> list[AuditJob]:
    """The sites of a list with their rulesets: `refs` where given, else each site's own.

    Raises SitesError or RulesetError with all problems, AuditError for a site that has no ruleset at all.
    """
    loaded: dict[str, Ruleset] = {}

    def ruleset(ref: str, base: Path | None) -> Ruleset:
        path = find_ruleset(ref, base=base)
        key = str(path.resolve())
        if key not in loaded:
            loaded[key] = load_ruleset(path)
            _check_parameters(path, loaded[key])
        return loaded[key]

    def own_rulesets(site: Site) -> list[Ruleset]:
        try:
            return [ruleset(ref, sites.parent) for ref in site.rulesets]
        except RulesetError as error:
            raise AuditError(f"{sites}：网站 {site.id} 的 rulesets：{error}") from error

    given = tuple(dict.fromkeys(refs))
    common = [ruleset(ref, None) for ref in given]
    jobs = []
    for site in load_sites(sites):
        own = common or own_rulesets(site)
        if not own:
            raise AuditError(
                f"{sites}：网站 {site.id} 没有写 rulesets；请在清单中写明，或用 -r 指定规则集"
            )
        jobs.append(AuditJob(site, each_once(own)))
        _check_waivers(sites, jobs[-1])
    _check_ids(loaded.values())
    return jobs


def _check_parameters(path: Path, ruleset: Ruleset) -> None:
    """Raise RulesetError for what only the check kinds can judge, before anything is crawled; the library is tested."""
    from checks.kinds import registry

    if path == library().get(ruleset.id):
        return
    kinds = registry()
    params = {name: kind.params for name, kind in kinds.items()}
    outcomes = {
        name: {code: outcome.text for code, outcome in kind.outcomes.items()}
        for name, kind in kinds.items()
    }
    if problems := lint(path, params, outcomes, default_vocabulary()):
        raise RulesetError(problems)


def _check_waivers(sites: Path, job: AuditJob) -> None:
    known = {f"{ruleset.id}/{clause.id}" for ruleset in job.rulesets for clause in ruleset.clauses}
    known |= {rule.id for ruleset in job.rulesets for _, rule in ruleset.rules()}
    for waiver in job.site.waivers:
        # A waiver for a ruleset that is not used this time is no mistake.
        used = any(waiver.rule.startswith(f"{ruleset.id}/") for ruleset in job.rulesets)
        if used and waiver.rule not in known:
            raise AuditError(
                f"{sites}：网站 {job.site.id} 的 waivers 写的是“{waiver.rule}”，没有这条规则或条款"
            )


def each_once(rulesets: Iterable[Ruleset]) -> tuple[Ruleset, ...]:
    """The rulesets in their order, each id once."""
    return tuple({ruleset.id: ruleset for ruleset in rulesets}.values())


def _check_ids(rulesets: Iterable[Ruleset]) -> None:
    seen: dict[str, str] = {}
    for ruleset in rulesets:
        if seen.setdefault(ruleset.id, ruleset.sha256) != ruleset.sha256:
            raise AuditError(f"两个不同的规则集文件用了同一个 id：{ruleset.id}")
