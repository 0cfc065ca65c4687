import { listChannelPeople, lockChannel } from '#db/queries/chat-channels.ts'
import { deliverHeld, findChannelPlace, listHeldGroups, updateDeliverAt } from '#db/queries/chat-held.ts'
import { insertNotices } from '#db/queries/notices.ts'
import type { Deps } from '../kit/context.ts'
import { ring } from '../notices/ring.ts'
import { clocksOf, quietOf } from '../clocks/clocks.ts'
import { noticesOf } from './notices.ts'
import { tellMessage } from './tell.ts'

type DeliverDeps = Pick<Deps, 'db' | 'now' | 'rooms'>
type HeldGroup = Awaited<ReturnType<typeof listHeldGroups>>[number]

/**
 * Delivers what waits and whose school is no longer quiet, each message once, whoever asks at the same time; and says of
 * the rest when it will be, where a calendar or an exception has changed that.
 */
export async function deliverDue(deps: DeliverDeps): Promise<void> {
  const groups = await listHeldGroups(deps.db)
  const clocks = await clocksOf(deps, [...new Set(groups.flatMap((group) => group.schoolId ?? []))])
  for (const group of groups) {
    const clock = group.schoolId === null ? undefined : clocks.get(group.schoolId)
    const until = clock ? (quietOf(clock, group.projectId, deps.now())?.until ?? null) : ownTime(deps, group)
    if (until === null) await deliver(deps, group)
    else if (until.getTime() !== group.deliverAt?.getTime()) await updateDeliverAt(deps.db, group, until)
  }
}

/** Without an author there is no school to ask: what they were promised holds. */
const ownTime = ({ now }: DeliverDeps, { deliverAt }: HeldGroup) =>
  deliverAt !== null && deliverAt > now() ? deliverAt : null

async function deliver(deps: DeliverDeps, group: HeldGroup): Promise<void> {
  const delivered = await deps.db.transaction(async (tx) => {
    await lockChannel(tx, group.channelId)
    const at = deps.now()
    const rows = await deliverHeld(tx, { ...group, at })
    const channel = rows.length > 0 ? await findChannelPlace(tx, group.channelId) : null
    if (channel === null) return null
    const people = await listChannelPeople(tx, channel.projectId)
    const rings: string[] = []
    for (const row of rows) {
      const { mentions } = row
      rings.push(...(await insertNotices(tx, await noticesOf(tx, channel, people, { row, mentions, at }))))
    }
    return { rows, channel, people, rings }
  })
  if (delivered === null) return
  const { rows, channel, people, rings } = delivered
  for (const row of rows) await tellMessage(deps, channel, row, people)
  await ring(deps, channel.projectId, rings)
}
