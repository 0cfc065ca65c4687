import { sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'

/* How the schools of a project worked together, counted from what is kept of it: by school, and never by person. */

/** The school for which somebody is, or was, in the project. */
const ofSchool = sql`m.school_id as "schoolId"`

interface PlaceRow extends Record<string, unknown> {
  id: string
  title: string
  kind: 'page' | 'board' | 'wall'
  schoolId: string
  people: number
}

/** Who of which school wrote in which document that is on the shelf: how many people. */
export const listWrittenTogether = async (db: DbOrTx, projectId: string): Promise<PlaceRow[]> => [
  ...(await db.execute<PlaceRow>(sql`select d.id, d.title, d.kind, ${ofSchool}, count(distinct c.user_id)::int as people
    from documents d join contributions c on c.document_id = d.id
    join members m on m.project_id = d.project_id and m.user_id = c.user_id
    where d.project_id = ${projectId}::uuid and d.state <> 'removed' and not d.is_template and d.access <> 'teachers'
    group by d.id, m.school_id order by d.created_at, d.id`)),
]

interface AnswerRow extends Record<string, unknown> {
  from: string
  to: string
  count: number
}

/** Messages that answer one of somebody else's, by the schools of both. Threads of a pupil with teachers count for nothing. */
export const listAnswersBetween = async (db: DbOrTx, projectId: string): Promise<AnswerRow[]> => [
  ...(await db.execute<AnswerRow>(sql`select m.school_id as "from", w.school_id as "to", count(*)::int as count
    from messages a join channels c on c.id = a.channel_id
    join messages q on q.id = coalesce(a.reply_to, a.thread_id)
    join members m on m.project_id = c.project_id and m.user_id = a.author_id
    join members w on w.project_id = c.project_id and w.user_id = q.author_id
    where c.project_id = ${projectId}::uuid and c.pupil_id is null and a.author_id <> q.author_id
      and a.deleted_at is null and a.pending_at is null and a.sequence is not null and q.deleted_at is null
    group by m.school_id, w.school_id order by 1, 2`)),
]

interface MonthRow extends Record<string, unknown> {
  month: string
  schoolId: string
  days: number
}

/** On how many days of each month anybody of each school wrote: in documents or in channels. Days of UTC. */
export const listMonthsWritten = async (db: DbOrTx, projectId: string): Promise<MonthRow[]> => [
  ...(await db.execute<MonthRow>(sql`select to_char(w.day, 'YYYY-MM') as month, ${ofSchool},
      count(distinct w.day)::int as days
    from (
      select l.author_id, (l.at at time zone 'UTC')::date as day from document_log l
        join documents d on d.id = l.document_id where d.project_id = ${projectId}::uuid and l.author_id is not null
      union select a.author_id, (a.at at time zone 'UTC')::date from messages a join channels c on c.id = a.channel_id
        where c.project_id = ${projectId}::uuid and c.pupil_id is null and a.deleted_at is null
          and a.pending_at is null and a.author_id is not null
    ) w join members m on m.project_id = ${projectId}::uuid and m.user_id = w.author_id
    group by 1, 2 order by 1, 2`)),
]
