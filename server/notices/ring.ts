import { listChannelPeople } from '#db/queries/chat-channels.ts'
import { listProjectIdsOf } from '#db/queries/users.ts'
import { isPupilRole } from '../access/rules.ts'
import type { Deps } from '../kit/context.ts'
import { quietSchools } from '../clocks/clocks.ts'

type RingDeps = Pick<Deps, 'db' | 'now' | 'rooms'>

/**
 * After COMMIT: tells the open screens of these people that their bell has something new, over the space of the project.
 * Nothing rings for a pupil in quiet hours; it is there when they are over.
 */
export async function ring(deps: RingDeps, projectId: string, userIds: readonly string[]): Promise<void> {
  const present = new Set(deps.rooms.present({ projectId }))
  const asked = new Set(userIds.filter((id) => present.has(id)))
  if (asked.size === 0) return
  const people = (await listChannelPeople(deps.db, projectId)).filter((person) => asked.has(person.userId))
  const pupils = people.filter((person) => isPupilRole(person.role))
  const quiet = await quietSchools(
    deps,
    pupils.map((person) => person.schoolId),
    projectId,
  )
  const to = people.filter((person) => !(isPupilRole(person.role) && quiet.has(person.schoolId)))
  deps.rooms.notice({ projectId }, { topic: 'notices' }, new Set(to.map((person) => person.userId)))
}

/** The same for what belongs to no project: wherever the person is. */
export async function ringEverywhere(deps: RingDeps, userId: string): Promise<void> {
  for (const projectId of await listProjectIdsOf(deps.db, userId)) await ring(deps, projectId, [userId])
}

/** The same for each of these. */
export async function ringAll(deps: RingDeps, userIds: readonly string[]): Promise<void> {
  for (const userId of userIds) await ringEverywhere(deps, userId)
}
