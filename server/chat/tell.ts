import type { ChannelPerson } from '#db/queries/chat-channels.ts'
import type { MessageRow } from '#db/queries/chat-messages.ts'
import { type ChannelGrantFacts, grantForChannel } from '../access/grants.ts'
import { canInProject, isPupilRole, isTeacherRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { quietSchools } from '../clocks/clocks.ts'
import { type Looker, messageView } from './views.ts'

export type Channel = Pick<
  ChannelGrantFacts,
  'projectId' | 'projectState' | 'projectKind' | 'kind' | 'channelGroupId' | 'pupilId' | 'pupilSchoolId'
>

/**
 * Whether a message is there for a person who may read its channel: what waits for the end of quiet hours is its author's
 * and the teachers', and nothing reaches a pupil whose school is quiet.
 */
function reaches(person: ChannelPerson, row: MessageRow, quiet: ReadonlySet<string>): boolean {
  if (person.userId === row.authorId || isTeacherRole(person.role)) return true
  return row.sequence !== null && !(isPupilRole(person.role) && quiet.has(person.schoolId))
}

type TellDeps = Pick<Ctx, 'db' | 'now' | 'rooms'>

interface Audience {
  looker: Looker
  to: Set<string>
}

/** Whoever is in the space and may read the message now, together with those who may do the same with it. */
async function audiencesOf(ctx: TellDeps, channel: Channel, row: MessageRow, people: ChannelPerson[]) {
  const present = new Set(ctx.rooms.present({ projectId: channel.projectId }))
  const here = people.filter((person) => present.has(person.userId))
  const schoolIds = here.filter((person) => isPupilRole(person.role)).map((person) => person.schoolId)
  const quiet = await quietSchools(ctx, schoolIds, channel.projectId)
  const audiences = new Map<string, Audience>()
  for (const person of here) {
    const { userId } = person
    const grant = grantForChannel(channel, person, channel.projectState)
    if (grant === 'none' || !reaches(person, row, quiet)) continue
    const canModerate = canInProject(person.role, channel.projectState, 'channel.moderate', channel.projectKind)
    const key = `${userId === row.authorId} ${grant} ${canModerate}`
    const audience = audiences.get(key)
    if (audience) audience.to.add(userId)
    else audiences.set(key, { looker: { userId, canWrite: grant === 'write', canModerate }, to: new Set([userId]) })
  }
  return audiences.values()
}

/** Sends a message, or what became of it, to everybody in the space who may read its channel. After COMMIT. */
export async function tellMessage(
  ctx: TellDeps,
  channel: Channel,
  row: MessageRow,
  people: ChannelPerson[],
): Promise<void> {
  const { projectId } = channel
  for (const { looker, to } of await audiencesOf(ctx, channel, row, people)) {
    const message = messageView(row, looker, ctx.now())
    ctx.rooms.notice({ projectId }, { topic: 'message', id: row.channelId, message }, to)
  }
}

/** That there is something new beside a message, as in a poll, to those whom the message has reached. After COMMIT. */
export async function tellOfTopic(
  ctx: TellDeps,
  channel: Channel,
  row: MessageRow,
  people: ChannelPerson[],
): Promise<void> {
  const { projectId } = channel
  for (const { to } of await audiencesOf(ctx, channel, row, people))
    ctx.rooms.notice({ projectId }, { topic: 'topics', id: row.id }, to)
}
