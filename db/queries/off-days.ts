import { sql, type SQLWrapper } from 'drizzle-orm'

interface Span {
  schoolId: SQLWrapper
  since: SQLWrapper
  /** The last day that counts. */
  day: string
}

/** Days without school from one day to another by a school's calendar; a day that is in two of its holidays is one. */
export const offDays = ({ schoolId, since, day }: Span) => sql<number>`coalesce((
  select sum(upper(days) - lower(days)) from (
    select unnest(range_agg(daterange(greatest(off.from_date, ${since}::date), least(off.to_date, ${day}::date), '[]'))) as days
    from school_holidays off where off.school_id = ${schoolId} and ${since}::date <= ${day}::date
      and off.to_date >= ${since}::date and off.from_date <= ${day}::date) spans), 0)::int`
