/* What a statement adds to the demonstration with an office of France: a commission, and what it has to judge. */

export const commission = {
  director: { email: 'odile@demo.school', name: 'Odile Martin', post: 'director' },
  officer: { email: 'rachid@demo.school', name: 'Rachid Amrani', post: 'officer' },
  ines: { email: 'ines@demo.school', name: 'Inès Caron', post: 'assessor' },
  paul: { email: 'paul@demo.school', name: 'Paul Weiss', post: 'assessor' },
  vera: { email: 'vera@demo.school', name: 'Vera Lang', post: 'assessor' },
} as const

const people = Object.values(commission)
  .map(({ email, name, post }) => `('${email}', '${name}', '${post}')`)
  .join(', ')

const copy = JSON.stringify({
  title: 'The water of two rivers',
  version: null,
  blocks: [
    {
      language: 'en',
      parts: [{ kind: 'text', by: 'p1', text: 'We measured the Saône on Monday, and you the Pleiße on the same day.' }],
    },
  ],
  drawing: null,
  figures: [],
  people: [{ key: 'p1', kind: 'pupil', school: null }],
})

/** These teachers of the European project have applied for the national label; the call is over. */
export const judgedByFrance = (...applicants: readonly `${'claire' | 'nadia'}@demo.school`[]) => `
  create temp table commission as select gen_random_uuid() id, * from (values ${people}) as one (email, name, post);
  create temp table office as select school_id id from offices where country_code = 'FR';
  insert into users (id, school_id, kind, display_name, locale)
    select c.id, office.id, 'staff', c.name, 'en' from commission c, office;
  insert into credentials (user_id, email, password_hash)
    select c.id, c.email, (select password_hash from credentials where email = 'claire@demo.school') from commission c;
  insert into mandates (id, user_id, office_id, post, from_date, created_at)
    select gen_random_uuid(), c.id, office.id, c.post, '2020-01-01', now() from commission c, office;
  create temp table call as select gen_random_uuid() id;
  insert into campaigns (id, office_id, rulebook_id, year, state, opens_at, closes_at, decides_at, opened_at)
    select call.id, office.id, (select id from rulebooks where scheme = 'national_label' and version = '2022' and office_id is null),
      2026, 'open', now() - interval '90 days', now() - interval '1 day', now() + interval '30 days', now() - interval '90 days'
    from call, office;
  create temp table applying as
    select gen_random_uuid() id, user_id from credentials where email in (${applicants.map((email) => `'${email}'`).join(', ')});
  insert into applications (id, campaign_id, user_id, project_id, state, language, submitted_at, submitted_by)
    select a.id, call.id, a.user_id, (select id from projects where kind = 'european' order by created_at limit 1), 'submitted', 'fr',
      now() - interval '20 days' - (row_number() over (order by c.email)) * interval '1 hour', a.user_id
    from applying a join credentials c on c.user_id = a.user_id, call;
  insert into application_people (application_id, user_id, part, confirmed_at) select id, user_id, 'author', now() from applying;
  insert into application_answers (application_id, field, text, author_id, changed_at, revision)
    select a.id, f.field, f.text, a.user_id, now(), 1 from applying a, (values
      ('shared_plan', 'yes'), ('finished', 'yes'), ('contributed', 'yes'),
      ('summary', 'Two classes measure two rivers, and write one book about water.'),
      ('own_collaboration', 'My pupils and those of the partner wrote each chapter together.'),
      ('own_pedagogy', 'They asked their own questions, and planned how to measure.')) as f (field, text);
  insert into evidence (id, application_id, criterion, extract, hash, source_kind, note, pinned_by, pinned_at)
    select gen_random_uuid(), a.id, 'collaboration', '${copy}', 'x', 'passage', 'Both classes on one page.', a.user_id, now()
    from applying a;`
