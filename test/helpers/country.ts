/*
 * A country of the programme as SQL, of any size and the same each time: schools with their teachers, projects with what was
 * written in them and when, approvals and requests for help. It adds to a database that has an office of France.
 */

interface Size {
  schools: number
  teachers: number
  projects: number
}

/** France of the founding note. */
export const france: Size = { schools: 18_000, teachers: 41_000, projects: 16_000 }

const seed = 'select setseed(0.17)'

const places = ({ schools, teachers }: Size) => `
  create temp table place as select (row_number() over (order by name) - 1)::int as n, id
    from regions where country_code = 'FR' and closed_on is null;
  create temp table school as select gen_random_uuid() as id, n from generate_series(0, ${schools - 1}) n;
  insert into schools (id, name, town, country_code, region_id, national_code, time_zone, locale, is_vouched)
    select s.id, 'Collège de la Rivière ' || s.n, 'Ville ' || s.n % 3000, 'FR', p.id, 'X' || s.n, 'Europe/Paris', 'fr', true
    from school s join place p on p.n = s.n % (select count(*) from place);
  insert into school_holidays (school_id, from_date, to_date, name)
    select id, current_date - 40 - week * 55, current_date - 26 - week * 55, 'Vacances ' || week
    from school, generate_series(0, 3) week;
  create temp table teacher as select gen_random_uuid() as id, t as n, s.id as school_id
    from generate_series(0, ${teachers - 1}) t join school s on s.n = t % ${schools};
  insert into users (id, school_id, kind, display_name, created_at)
    select id, school_id, 'staff', 'Enseignante ' || n, now() - interval '700 days' from teacher;
  insert into terms (user_id, school_id, post, from_date, created_at)
    select id, school_id, 'teacher', current_date - 700, now() from teacher`

/**
 * Six in ten are open, one in ten waits; a third of the open ones has been silent for longer than the office promises, and in
 * one in six of them the partner alone is.
 */
const work = ({ schools, teachers, projects }: Size) => `
  create temp table project as select gen_random_uuid() as id, n,
      now() - random() * interval '600 days' - interval '30 days' as begun,
      case when n % 10 < 6 then 'open' when n % 10 = 6 then 'waiting_office' when n % 10 = 7 then 'closed' else 'archived' end as state,
      n % ${teachers} as teacher_n
    from generate_series(0, ${projects - 1}) n;
  insert into projects (id, kind, state, name, cover, languages, subjects, age_from, age_to, created_at, created_by)
    select p.id, case p.n % 3 when 0 then 'european' when 1 then 'national' else 'school' end, state, 'Projet ' || p.n, p.n % 8 + 1,
      array['fr'], array['Français'], 11, 14, begun, t.id from project p join teacher t on t.n = p.teacher_n;
  insert into project_schools (project_id, school_id, standing, joined_at)
    select p.id, t.school_id, 'founder', begun from project p join teacher t on t.n = p.teacher_n;
  insert into project_schools (project_id, school_id, standing, joined_at)
    select p.id, s.id, 'founder', begun + interval '3 days' from project p
      join school s on s.n = (p.n + 7) % ${schools} where p.n % 3 <> 2 on conflict do nothing;
  insert into members (project_id, user_id, school_id, role, position)
    select p.id, t.id, t.school_id, 'owner', 0 from project p join teacher t on t.n = p.teacher_n;
  insert into documents (project_id, kind, title, access, created_at, changed_at)
    select id, 'page', 'Page ' || page, 'project', begun,
      case when n % 3 = 0 then greatest(begun, now() - interval '60 days' - random() * interval '200 days')
        else now() - random() * interval '40 days' end
    from project, generate_series(1, 4) page;
  insert into channels (project_id, kind, last_at)
    select id, kind, case when n % 3 = 0 then null else now() - random() * interval '40 days' end
    from project, unnest(array['project', 'teachers', 'forum']) kind;
  insert into contributions (document_id, client_id, user_id, first_at, is_closed)
    select d.id, 1, t.id, d.changed_at, true from documents d join project p on p.id = d.project_id join teacher t on t.n = p.teacher_n;
  update project_schools s set heard_at = case
      when p.n % 6 = 1 and s.school_id <> t.school_id then s.joined_at + interval '20 days' else written.at end
    from project p join teacher t on t.n = p.teacher_n,
      lateral (select max(changed_at) as at from documents where project_id = p.id) written
    where s.project_id = p.id and p.state = 'open'`

const questions = ({ teachers, projects }: Size) => `
  insert into approvals (project_id, office_id, state, asked_at, decided_at)
    select p.id, o.school_id, case when state <> 'waiting_office' then 'approved' when n % 4 = 0 then 'question' else 'waiting' end,
      begun + interval '3 days', case when state <> 'waiting_office' then begun + interval '5 days' end
    from project p, offices o where o.country_code = 'FR' and n % 3 <> 2;
  insert into approvals (user_id, office_id, state, asked_by, asked_at)
    select t.id, o.school_id, 'waiting', t.id, now() - random() * interval '20 days'
    from teacher t, offices o where o.country_code = 'FR' and t.n % 200 = 0;
  insert into help_requests (office_id, region_id, asked_by, user_id, kind, title, state, holder, asked_at, waiting_since, changed_at, closed_at)
    select o.school_id, s.region_id, t.id, t.id, 'teaching', 'Une question ' || t.n,
      case when t.n % 40 = 0 then 'open' else 'closed' end, 'office', at, at, at, case when t.n % 40 = 0 then null else at end
    from teacher t join schools s on s.id = t.school_id, offices o, lateral (select now() - random() * interval '90 days' + t.n * interval '0 s' as at) times
    where o.country_code = 'FR' and t.n % 10 = 0 and t.n < least(${teachers}, ${projects * 2})`

const clean = 'drop table place, school, teacher, project; analyze'

export const country = (size: Size): string => [seed, places(size), work(size), questions(size), clean].join(';\n')
