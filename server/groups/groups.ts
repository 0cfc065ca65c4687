import { insertAudit } from '#db/queries/audit.ts'
import { retireGroupChannel } from '#db/queries/chat-channels.ts'
import {
  countGroupDocuments,
  deleteGroup,
  findGroup,
  insertGroup,
  listGroups,
  listGroupUserIds,
  replaceGroupMembers,
  updateGroupName,
} from '#db/queries/groups.ts'
import { listMembers } from '#db/queries/members.ts'
import type { Tx } from '#db/client.ts'
import { requireGroup } from '../access/grants.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { inProject } from '../projects/projects.ts'
import { spread } from './spread.ts'

const nameTaken = () => new AppError('conflict', 'group_name_taken')

async function tellGroupsChanged(ctx: Ctx, projectId: string, userIds: string[]) {
  if (userIds.length > 0) await ctx.rooms.recheck({ userIds })
  ctx.rooms.notice({ projectId }, { topic: 'groups', userId: requireUser(ctx).id })
}

export async function makeGroup(ctx: Ctx, projectId: string, name: string) {
  const group = await inProject(ctx, projectId, 'group.edit', async (tx) => {
    const existing = await listGroups(tx, projectId)
    const made = await insertGroup(tx, { projectId, name, position: nextPosition(existing) })
    if (!made) throw nameTaken()
    return made
  })
  await tellGroupsChanged(ctx, projectId, [])
  return { group }
}

const nextPosition = (groups: { position: number }[]) => Math.max(-1, ...groups.map((group) => group.position)) + 1

interface GroupsToMake {
  count: number
  isMixed: boolean
  names: string[]
}

/** Spreads all pupils over the first `count` groups, as evenly as it goes; groups that are missing are made. */
export async function makeGroups(ctx: Ctx, projectId: string, wanted: GroupsToMake) {
  const { groups, moved } = await inProject(ctx, projectId, 'group.edit', async (tx, grant) => {
    const all = await completeGroups(tx, projectId, wanted)
    const people = await listMembers(tx, projectId)
    const pupils = people.filter((member) => member.kind === 'pupil')
    const places = spread(
      pupils.map((pupil) => ({ userId: pupil.userId, schoolId: pupil.school.id })),
      all.slice(0, wanted.count).map((group) => group.id),
      wanted.isMixed,
    )
    await replaceGroupMembers(tx, projectId, places)
    await insertAudit(tx, {
      at: ctx.now(),
      actorId: grant.user.id,
      schoolId: grant.schoolId,
      about: 'project',
      projectId,
      action: 'groups.made',
      targetId: projectId,
      detail: { count: wanted.count, isMixed: wanted.isMixed, pupils: places.length },
    })
    return { groups: all, moved: places.map((place) => place.userId) }
  })
  await tellGroupsChanged(ctx, projectId, moved)
  return { groups }
}

/** The groups of the project after as many were made as are missing, under the given names, else under numbers. */
async function completeGroups(tx: Tx, projectId: string, wanted: GroupsToMake) {
  const groups = await listGroups(tx, projectId)
  const taken = new Set(groups.map((group) => group.name))
  const numbers = Array.from({ length: 2 * wanted.count + groups.length }, (_, index) => String(index + 1))
  const free = [...new Set([...wanted.names, ...numbers])].filter((name) => !taken.has(name))
  while (groups.length < wanted.count) {
    const name = free.shift()
    const made = name && (await insertGroup(tx, { projectId, name, position: nextPosition(groups) }))
    if (!made) throw nameTaken()
    groups.push(made)
  }
  return groups
}

/** Project of a group that the asker may see, for work that then holds that project. */
const projectOf = async (ctx: Ctx, groupId: string) => (await requireGroup(ctx, groupId, 'project.read')).projectId

export async function renameGroup(ctx: Ctx, groupId: string, name: string) {
  const projectId = await projectOf(ctx, groupId)
  const group = await inProject(ctx, projectId, 'group.edit', async (tx) => {
    const others = (await listGroups(tx, projectId)).filter((one) => one.id !== groupId)
    if (others.some((one) => one.name === name)) throw nameTaken()
    const renamed = await updateGroupName(tx, groupId, name)
    if (!renamed) throw notFound()
    return renamed
  })
  await tellGroupsChanged(ctx, projectId, [])
  return { group }
}

/** A group that has pages stays: they would belong to nobody. */
export async function removeGroup(ctx: Ctx, groupId: string) {
  const projectId = await projectOf(ctx, groupId)
  const freed = await inProject(ctx, projectId, 'group.edit', async (tx, grant) => {
    const group = await findGroup(tx, projectId, groupId)
    if (!group) throw notFound()
    if ((await countGroupDocuments(tx, groupId)) > 0) throw new AppError('conflict', 'group_has_documents')
    const userIds = await listGroupUserIds(tx, groupId)
    await retireGroupChannel(tx, groupId, group.name)
    await deleteGroup(tx, groupId)
    await insertAudit(tx, {
      ...{ at: ctx.now(), actorId: grant.user.id, schoolId: grant.schoolId, about: 'project', projectId },
      ...{ action: 'group.removed', targetId: groupId, detail: { name: group.name } },
    })
    return userIds
  })
  await tellGroupsChanged(ctx, projectId, freed)
}
