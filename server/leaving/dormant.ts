import { type DormantStep, dormantSteps, isDormant, listDormant, updateDormant } from '#db/queries/dormant.ts'
import { listOpenOffices } from '#db/queries/offices.ts'
import { listProjectIdsOf } from '#db/queries/users.ts'
import { endAllSessions } from '../auth/sessions.ts'
import type { Deps } from '../kit/context.ts'
import { watchEnds } from '../kit/ends.ts'
import { putIntoOutboxOf } from '../mail/outbox.ts'
import { anonymise, forgetLate } from './anonymise.ts'
import { handOversOf, lockLeaving, passProjectsOn } from './hand-over.ts'
import { dueOn } from './times.ts'

/*
 * Who was not here for long, where there is a programme: they are written to, then hidden from the directory, written to once
 * more, and then nothing says who they were. Whoever comes back is as they were.
 */

const lookEveryMs = 60 * 60_000
/** Others have the database between two steps. */
const atOnce = 100

type Person = { id: string; schoolId: string }

/** Does this for each of a list; what fails of one keeps no other, and is tried again with the next look. */
async function forAll(
  { log }: Deps,
  list: (after: string | null) => Promise<Person[]>,
  act: (person: Person) => Promise<unknown>,
): Promise<void> {
  for (let after: string | null = null; ;) {
    const people: Person[] = await list(after)
    for (const person of people)
      await act(person).catch((error: unknown) =>
        log.error({ err: error, userId: person.id }, 'somebody who is not here could not be seen to'),
      )
    after = people.at(-1)?.id ?? null
    if (after === null) return
  }
}

export async function seeToDormant(deps: Deps): Promise<void> {
  const { db } = deps
  if ((await listOpenOffices(db)).length === 0) return
  const now = deps.now()
  // That somebody was written to is noted when the letter has gone (`letter.ts`).
  const warn = ({ id }: Person) => putIntoOutboxOf(deps, 'dormant', id)
  const acts: Record<DormantStep, (person: Person) => Promise<void>> = {
    warn,
    hide: ({ id }) => updateDormant(db, id, { ...dueOn('hide', now), changes: { hiddenAt: now } }),
    warn_again: warn,
    anonymise: (person) => letGo(deps, person),
  }
  for (const step of dormantSteps) {
    const due = dueOn(step, now)
    await forAll(deps, (after) => listDormant(db, { ...due, after, limit: atOnce }), acts[step])
  }
}

/** A school or an office that only they look after keeps them until another does. */
async function letGo(deps: Deps, person: Person): Promise<void> {
  const left = await deps.db.transaction(async (tx) => {
    await lockLeaving(tx, person)
    const now = deps.now()
    // They may have come back since the list was made.
    if (!(await isDormant(tx, person.id, dueOn('anonymise', now)))) return null
    const { projects, schools, offices } = await handOversOf(tx, person.id, now)
    if (schools.length + offices.length > 0) return null
    const projectIds = await listProjectIdsOf(tx, person.id)
    const lines = await passProjectsOn(tx, { projects, from: person.id, at: now })
    await anonymise(deps, tx, person, { by: 'time', lines })
    return { projectIds, heirs: lines.flatMap(({ targetId }) => targetId ?? []) }
  })
  if (left === null) return
  await endAllSessions(deps, person.id)
  if (left.heirs.length > 0) await deps.rooms.recheck({ userIds: left.heirs })
  for (const projectId of left.projectIds) deps.rooms.notice({ projectId }, { topic: 'people', userId: person.id })
}

/** Looks now and each hour, until `stop` is called. */
export const startLookingForDormant = (deps: Deps): { stop(): void } =>
  watchEnds(deps, {
    what: 'people who are not here',
    longestWaitMs: lookEveryMs,
    look: async () => {
      await forgetLate(deps)
      await seeToDormant(deps)
      return null
    },
  })
