"""Fills a register with cases by the thousand: copies of shape, each with number, step, chain and entry."""

import psycopg

# A mix of states as a center has it: most are over, a tenth is on its way.
_FILL = """
WITH place AS (
  SELECT o.id AS organ, r.code AS township, o.county_code AS county
  FROM orgs_organ o JOIN orgs_region r ON r.id = o.region_id
  WHERE r.level = 'TOWNSHIP' AND r.valid_to IS NULL AND o.kind = 'GOVERNMENT' AND o.county_code = '130921'
  ORDER BY r.code
), places AS (
  SELECT array_agg(organ ORDER BY township) AS organs, array_agg(township ORDER BY township) AS codes,
         count(*) AS n
  FROM place
),
towns AS (
  SELECT left(r.code, 9) || '000' AS township, array_agg(r.id ORDER BY r.code) AS ids, count(*) AS n
  FROM orgs_region r
  WHERE r.level = 'VILLAGE' AND r.code LIKE '130921%%' AND r.valid_to IS NULL GROUP BY 1
), versions AS (
  SELECT array_agg(v.id ORDER BY i.code) AS ids, array_agg(v.family ORDER BY i.code) AS families,
         count(*) AS n
  FROM catalog_item_version v JOIN catalog_item i ON i.id = v.item_id
  WHERE v.superseded_at IS NULL AND NOT v.sensitive
), numbered AS (
  SELECT g, gen_random_uuid() AS id,
         1 + (g %% places.n)::int AS place, 1 + (g / 7 %% versions.n)::int AS version,
         CASE WHEN g %% 10 < 9 THEN 'CLOSED' WHEN g %% 30 = 9 THEN 'RECEIVED'
              WHEN g %% 30 = 19 THEN 'REVIEWING' ELSE 'DECIDING' END AS state,
         now() - make_interval(mins => g %% 500000) AS at
  FROM generate_series(1, %(cases)s) g, places, versions
)
INSERT INTO cases_case (id, county_code, case_no, check_code, version_id, family, state, organ_id,
  township_code, village_id, channel, sensitive, sample, applicant_name, applicant_id_no, applicant_phone,
  request_text, identity_check, received_at, joint_organs, accepted_on, promised_due, promised_unit,
  due_provisional, decision_text, external_system, external_no, external_state, external_result,
  delivery_way, closed_at)
SELECT n.id, '130921',
  '130921-2025-' || substr(places.codes[n.place], 7, 3) || '-'
    || lpad(n.g::text, greatest(6, length(n.g::text)), '0'),
  'ABCD2345', versions.ids[n.version], versions.families[n.version], n.state, places.organs[n.place],
  places.codes[n.place], towns.ids[1 + (n.g %% towns.n)::int], 'COUNTER', false, true,
  '赵' || chr(20000 + (n.g %% 997)::int) || '例', '13092119' || lpad((n.g %% 10000000000)::text, 10, '0'),
  '138' || lpad((n.g %% 100000000)::text, 8, '0'), '', 'IN_PERSON', n.at, '[]'::jsonb,
  CASE WHEN n.state IN ('REVIEWING', 'DECIDING') THEN n.at::date END,
  CASE WHEN n.state IN ('REVIEWING', 'DECIDING') THEN n.at::date + 20 END,
  '', false, '', '', '', '', '', '', CASE WHEN n.state = 'CLOSED' THEN n.at END
FROM numbered n, places, versions, towns WHERE towns.township = places.codes[n.place]
"""
_STEPS = """
INSERT INTO cases_step (id, county_code, case_id, "order", act, post_id, actor_name, at, opinion,
  findings, before, told)
SELECT gen_random_uuid(), county_code, id, 1, 'TAKE_IN',
  CASE WHEN hashtext(case_no) %% 4 = 0 THEN (SELECT id FROM people_post WHERE role = 'CLERK' LIMIT 1) END,
  '示例', received_at, '', '[]'::jsonb, '{}'::jsonb, true
FROM cases_case WHERE case_no LIKE '130921-2025-%%'
"""
_CHAINS = """
INSERT INTO journal_chain (id, county_code, subject_type, subject_id, salt, last_seq, last_digest)
SELECT gen_random_uuid(), county_code, 'case', id, '\\x00'::bytea, 1, repeat('0', 64)
FROM cases_case WHERE case_no LIKE '130921-2025-%%'
"""
_ENTRIES = """
INSERT INTO journal_entry (id, county_code, subject_type, subject_id, seq, at, act, text, previous, digest)
SELECT gen_random_uuid(), county_code, 'case', id, 1, received_at, 'cases.take_in', '{}', '', repeat('0', 64)
FROM cases_case WHERE case_no LIKE '130921-2025-%%'
"""


def fill(url: str, cases: int) -> None:
    """Put so many cases into the database; the planner is told of them at the end."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET session_replication_role = replica")  # no checks of what we make ourselves
        connection.execute(_FILL, {"cases": cases})
        for text in (_STEPS, _CHAINS, _ENTRIES):
            connection.execute(text.replace("%%", "%"))
        connection.execute("VACUUM ANALYZE")
