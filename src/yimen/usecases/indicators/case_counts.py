"""Counts the work at the village of each case: received, ended, in hand, late, and what went out.

A case whose village has got another code since counts there for what happened since.
"""

from yimen.rules.case_forms import Channel
from yimen.rules.case_states import CaseState
from yimen.usecases.indicators.lines import (
    CHANGES,
    HAPPENED,
    LINE,
    ROWS_HAPPENED,
    ROWS_OF,
    UNITS,
    day,
    until,
)

# Where the clock of a case stands still, nothing is late (as on the worklists).
STANDING_STILL = (CaseState.CORRECTING.value, CaseState.SUSPENDED.value)
GOOD_STARS = 3
_STILL = ", ".join(f"'{each}'" for each in STANDING_STILL)

BODY = f"""
WITH RECURSIVE units AS ({UNITS}), line AS ({LINE}),
mine AS (
  SELECT l.code, l.since AS here_since, l.until AS here_until, c.id, c.county_code, c.state, c.channel,
         {day("c.received_at")} AS received, {until("c.closed_at")} AS ended,
         {day("c.decided_at")} AS decided, least(c.promised_due, c.statutory_due) AS due
    FROM line l
    JOIN cases_case c ON c.county_code = left(l.row_code, 6) AND c.village_id = l.row_id
   WHERE l.level = 'VILLAGE'
),
held AS (
  SELECT code, id, 'in_hand' AS measure, here_since, here_until, received AS since, ended AS until FROM mine
  UNION ALL
  SELECT code, id, 'late', here_since, here_until, due + 1, least(coalesce(decided, ended), ended)
    FROM mine WHERE due IS NOT NULL AND state NOT IN ({_STILL})
),
spans AS (
  SELECT code, id, measure, greatest(here_since, since) AS since, least(here_until, until) AS until FROM held
),
happened AS (
  SELECT code, id, 'received' AS measure, here_since, here_until, received AS at FROM mine
  UNION ALL
  SELECT code, id, 'received.online', here_since, here_until, received FROM mine
   WHERE channel = '{Channel.ONLINE.value}'
  UNION ALL
  SELECT code, id, 'ended', here_since, here_until, ended FROM mine
  UNION ALL
  SELECT code, id, 'decided.limited', here_since, here_until, decided FROM mine WHERE due IS NOT NULL
  UNION ALL
  SELECT code, id, 'decided.in_time', here_since, here_until, decided FROM mine WHERE decided <= due
  UNION ALL
  SELECT m.code, cp.id, 'papers', m.here_since, m.here_until, {day("p.issued_at")}
    FROM mine m
    JOIN cases_paper cp ON cp.county_code = m.county_code AND cp.case_id = m.id
    JOIN documents_paper p ON p.county_code = m.county_code AND p.id = cp.paper_id
  UNION ALL
  SELECT m.code, n.id, kind.measure, m.here_since, m.here_until, {day("n.issued_at")}
    FROM mine m
    JOIN cases_notice n ON n.county_code = m.county_code AND n.case_id = m.id
    JOIN (VALUES ('notices'), ('notices.again')) AS kind(measure)
      ON kind.measure = 'notices' OR n.kind <> 'FIRST'
  UNION ALL
  SELECT m.code, r.id, kind.measure, m.here_since, m.here_until, {day("r.rated_at")}
    FROM mine m
    JOIN feedback_rating r ON r.county_code = m.county_code AND r.case_id = m.id
    JOIN (VALUES ('ratings'), ('ratings.good')) AS kind(measure)
      ON kind.measure = 'ratings' OR r.stars >= {GOOD_STARS}
)
"""  # noqa: S608 - pieces of our own
COUNTS = f"{BODY}{CHANGES.format(more=HAPPENED)}"
ROWS = f"{BODY}{ROWS_OF.format(more=ROWS_HAPPENED)}"
