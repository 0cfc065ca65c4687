import type { ChannelPerson } from '#db/queries/chat-channels.ts'
import type { MessageRow } from '#db/queries/chat-messages.ts'
import { type ChannelGrantFacts, grantForChannel } from '../access/grants.ts'
import { canInProject, isPupilRole, isTeacherRole } from '../access/rules.ts'
import type { Ctx } from '../context.ts'
import { quietSchools } from '../quiet/clocks.ts'
import { type Extras, messageView } from './views.ts'

export type Channel = Pick<
  ChannelGrantFacts,
  'projectId' | 'projectState' | 'kind' | 'channelGroupId' | 'pupilId' | 'pupilSchoolId'
>

/**
 * Whether a message is there for a person who may read its channel: what waits for the end of quiet hours is its author's
 * and the teachers', and nothing reaches a pupil whose school is quiet.
 */
function reaches(person: ChannelPerson, row: MessageRow, quiet: ReadonlySet<string>): boolean {
  if (person.userId === row.authorId || isTeacherRole(person.role)) return true
  return row.sequence !== null && !(isPupilRole(person.role) && quiet.has(person.schoolId))
}

/** Whoever is in the space and may read the message now, by what they may do with it. */
async function readersOf(ctx: TellDeps, channel: Channel, row: MessageRow, people: ChannelPerson[]) {
  const present = new Set(ctx.rooms.present({ projectId: channel.projectId }))
  const here = people.filter((person) => present.has(person.userId))
  const schoolIds = here.filter((person) => isPupilRole(person.role)).map((person) => person.schoolId)
  const quiet = await quietSchools(ctx, schoolIds, channel.projectId)
  return here.flatMap((person) => {
    const grant = grantForChannel(channel, person, channel.projectState)
    if (grant === 'none' || !reaches(person, row, quiet)) return []
    const canModerate = canInProject(person.role, channel.projectState, 'channel.moderate')
    return [{ userId: person.userId, canWrite: grant === 'write', canModerate }]
  })
}

type TellDeps = Pick<Ctx, 'db' | 'now' | 'rooms'>

/**
 * Sends a message, or what became of it, to everybody in the space who may read its channel. After COMMIT. Who may do the
 * same with it gets the same bytes.
 */
export async function tellMessage(
  ctx: TellDeps,
  channel: Channel,
  row: MessageRow,
  extras: Extras,
  people: ChannelPerson[],
): Promise<void> {
  const audiences = new Map<string, { view: ReturnType<typeof messageView>; to: Set<string> }>()
  for (const reader of await readersOf(ctx, channel, row, people)) {
    const view = messageView(row, extras, reader, ctx.now())
    const key = JSON.stringify(view.can)
    const audience = audiences.get(key)
    if (audience) audience.to.add(reader.userId)
    else audiences.set(key, { view, to: new Set([reader.userId]) })
  }
  for (const { view, to } of audiences.values())
    ctx.rooms.notice({ projectId: channel.projectId }, { topic: 'message', id: row.channelId, message: view }, to)
}
