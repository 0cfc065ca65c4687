/*
 * What conditions look at, in a country of `country.ts`: heads and management, when staff were here, what projects went
 * through and who is in them, and what was awarded. Each statement finds its rows by their made-up names.
 */

const people = `
  update terms set from_date = from_date - 365 where hashtext(school_id::text) % 10 not in (1, 2);
  insert into users (school_id, kind, display_name, created_at)
    select id, 'staff', 'Direction ' || name, now() - interval '700 days'
    from schools where name like 'Collège de la Rivière %' and hashtext(id::text) % 10 <> 0;
  insert into terms (user_id, school_id, post, from_date, created_at)
    select id, school_id, 'head', current_date - 1065, now() from users where display_name like 'Direction %';
  insert into seen_months (user_id, month)
    select u.id, (date_trunc('month', now()) - month * interval '1 month')::date from users u, generate_series(0, 11) month
    where (u.display_name like 'Enseignante %' or u.display_name like 'Direction %') and (hashtext(u.id::text) + month) % 3 <> 0;
  update users u set last_seen_on = seen.month + 10 from
    (select user_id, max(month) as month from seen_months where month + 10 <= current_date group by user_id) seen
    where seen.user_id = u.id;
  delete from seen_months m using users u where u.id = m.user_id and m.month > u.last_seen_on`

/** Twenty pupils in each project, and a colleague in every second. */
const inProjects = `
  insert into users (school_id, kind, display_name, pseudonym, created_at)
    select id, 'pupil', 'Élève ' || n, 'Renard ' || n, now() - interval '90 days'
    from schools, generate_series(1, 2) n where name like 'Collège de la Rivière %';
  create temp table pupil as select (row_number() over ()) - 1 as n, id from users where display_name like 'Élève %';
  create temp table place as select (row_number() over ()) - 1 as n, p.id, p.created_at, p.state, m.school_id
    from projects p join members m on m.project_id = p.id and m.role = 'owner' where p.name like 'Projet %';
  insert into members (project_id, user_id, school_id, role, position, joined_at)
    select place.id, pupil.id, place.school_id, 'pupil', number, place.created_at
    from place, generate_series(1, 20) number, lateral (select id from pupil
      where n = (place.n * 20 + number) % (select count(*) from pupil)) pupil;
  insert into members (project_id, user_id, school_id, role, position, joined_at)
    select distinct on (place.id) place.id, u.id, place.school_id, 'teacher', 21, place.created_at
    from place join users u on u.school_id = place.school_id and u.display_name like 'Enseignante %'
    where place.n % 2 = 0 and not exists (select from members m where m.project_id = place.id and m.user_id = u.id)`

/** A national label for each teacher of one in three projects, over two years; a European one for one in ten of them. */
const given = `
  insert into project_state_changes (project_id, state, at)
    select id, 'open', created_at + interval '5 days' from place union all
    select id, state, created_at + interval '25 days' from place where state in ('closed', 'archived');
  insert into awards (scheme, project_id, user_id, school_id, country_code, shown, points, awarded_on, code)
    select 'national_label', place.id, m.user_id, m.school_id, 'FR', '{}', 21 + place.n % 9, current_date - (place.n % 700)::int,
      upper(substr(md5(place.id::text || m.user_id), 1, 20))
    from place join members m on m.project_id = place.id and m.role in ('owner', 'teacher') where place.n % 3 = 0;
  insert into awards (scheme, project_id, country_code, shown, awarded_on, code)
    select 'european_label', id, 'FR', '{}', current_date - (n % 300)::int, upper(substr(md5('e' || id), 1, 20))
    from place where n % 30 = 0`

export const awarded = [people, inProjects, given, 'drop table pupil, place; analyze'].join(';\n')
