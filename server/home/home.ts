import { findProject, listProjectSchools, listProjectsOf } from '#db/queries/projects.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { addDays } from '#collab/plan/days.ts'
import { requireNetwork } from '../access/directory.ts'
import { isTeacherRole } from '../access/rules.ts'
import { readSilent } from '../dossier/pulse.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { planDays } from '../plan/calendar.ts'

/* What a teacher of the programme comes back to: how their projects are, and the days that come. It has an end. */

/** The newest: a home is no list of all that one ever began. */
const mostProjects = 12
const mostDays = 8
const daysAhead = 28

export async function showHome(ctx: Ctx) {
  const user = await requireNetwork(ctx)
  const projects = (await listProjectsOf(ctx.db, user.id))
    .filter(({ state, role, isAway }) => state === 'open' && isTeacherRole(role) && !isAway)
    .slice(0, mostProjects)
  const ids = projects.map(({ id }) => id)
  return { pulses: await readPulses(ctx, user, ids), days: await readDays(ctx, user, ids) }
}

/** Schools that are silent in projects with another school; where all write nothing is said. */
async function readPulses(ctx: Ctx, user: SessionUser, ids: string[]) {
  const there = await listProjectSchools(ctx.db, ids)
  const pulses = []
  for (const projectId of ids.filter((id) => there.filter((school) => school.projectId === id).length > 1)) {
    const project = await findProject(ctx.db, projectId)
    if (!project) throw notFound()
    const silent = await readSilent(ctx.db, project, { schoolId: user.schoolId, now: ctx.now() })
    if (silent.length > 0) pulses.push({ projectId, silent })
  }
  return pulses
}

/** What is of the whole day comes before its lessons. */
const whenOf = ({ day, startsAt }: { day: string; startsAt: string | null }) => `${day} ${startsAt ?? ''}`

/** Days of the plans that concern whoever asks, the next first, as their calendar has them. */
async function readDays(ctx: Ctx, user: SessionUser, ids: string[]) {
  const today = await findDayAt(ctx.db, user.schoolId, ctx.now())
  const days = await planDays(ctx, user, ids)
  return days
    .filter(({ day }) => day >= today && day <= addDays(today, daysAhead))
    .toSorted((one, other) => whenOf(one).localeCompare(whenOf(other)) || one.id.localeCompare(other.id))
    .slice(0, mostDays)
}
