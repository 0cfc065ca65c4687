import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  type CampaignRow,
  findCampaign,
  findRulebook,
  hasCampaign,
  insertCampaign,
  listCampaigns,
  lockCampaign,
  lockRulebook,
  lockRules,
  updateCampaign,
} from '#db/queries/campaigns.ts'
import { requireOffice } from '../access/offices.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import type { CampaignChange, CampaignDraft } from './input.ts'
import { inviteWhereAsked } from './invite.ts'
import { phaseOf } from './phases.ts'

/* Campaigns of an office: planned, opened by its director, judged from their end on. Each step is a line of its audit. */

type Listed = Awaited<ReturnType<typeof listCampaigns>>[number]

const viewCampaign = ({ campaign, scheme, titles, rulebookVersion, isInviting, schools }: Listed, now: Date) => ({
  ...{ id: campaign.id, rulebookId: campaign.rulebookId, year: campaign.year, title: campaign.title },
  ...{ scheme, titles, rulebookVersion, version: campaign.version },
  phase: phaseOf(campaign, now),
  /** Of one by whose rules schools are invited: how many were. */
  invited: isInviting ? schools : null,
  opensAt: campaign.opensAt.toISOString(),
  closesAt: campaign.closesAt.toISOString(),
  decidesAt: campaign.decidesAt.toISOString(),
})

export async function listCampaignsAt(ctx: Ctx, officeId: string) {
  const { office, may } = await requireOffice(ctx, officeId, 'office.read')
  const rows = await listCampaigns(ctx.db, officeId)
  return {
    office: { id: officeId, name: office.name, countryCode: office.countryCode },
    campaigns: rows.map((row) => viewCampaign(row, ctx.now())),
    can: { edit: may('campaign.edit'), open: may('campaign.open') },
  }
}

const momentsOf = ({ opensAt, closesAt, decidesAt }: CampaignDraft) => {
  const moments = { opensAt: new Date(opensAt), closesAt: new Date(closesAt), decidesAt: new Date(decidesAt) }
  if (moments.closesAt <= moments.opensAt) throw invalidField('closesAt', 'campaign_order')
  if (moments.decidesAt < moments.closesAt) throw invalidField('decidesAt', 'campaign_decides')
  return moments
}

async function requireRulebook(tx: Tx, rulebookId: string, office: { officeId: string; countryCode: string | null }) {
  const found = await findRulebook(tx, rulebookId, office)
  if (!found) throw invalidField('rulebookId', 'rulebook_unknown')
}

export async function planCampaign(ctx: Ctx, officeId: string, draft: CampaignDraft) {
  await ctx.db.transaction(async (tx) => {
    const { user, office } = await requireOffice(ctx, officeId, 'campaign.edit', tx)
    await requireRulebook(tx, draft.rulebookId, { officeId, countryCode: office.countryCode })
    const at = ctx.now()
    const { rulebookId, year, title } = draft
    const id = await insertCampaign(tx, {
      ...{ officeId, rulebookId, year, title, ...momentsOf(draft), createdBy: user.id, createdAt: at },
    })
    if (id === null) throw invalidField('title', 'campaign_twice')
    await insertAudit(tx, { at, actorId: user.id, schoolId: officeId, targetId: id, action: 'campaign.planned' })
  })
  return listCampaignsAt(ctx, officeId)
}

/** Of one that is open: the end may be put off, which nobody loses by. */
function laterEnd(campaign: CampaignRow, draft: CampaignDraft, now: Date) {
  const { closesAt, decidesAt, opensAt } = momentsOf(draft)
  const isSame =
    draft.rulebookId === campaign.rulebookId &&
    draft.year === campaign.year &&
    draft.title === campaign.title &&
    opensAt.getTime() === campaign.opensAt.getTime()
  if (!isSame) throw new AppError('conflict', 'campaign_open')
  if (closesAt < campaign.closesAt) throw invalidField('closesAt', 'campaign_shorter')
  if (closesAt > campaign.closesAt && phaseOf(campaign, now) === 'judging')
    throw new AppError('conflict', 'campaign_over')
  return { closesAt, decidesAt }
}

async function changeDates(ctx: Ctx, tx: Tx, campaign: CampaignRow, change: CampaignDraft & { version: number }) {
  const { office } = await requireOffice(ctx, campaign.officeId, 'campaign.edit', tx)
  const { version, ...draft } = change
  if (version !== campaign.version) throw new AppError('conflict', 'campaign_changed')
  if (campaign.state === 'open') return updateCampaign(tx, campaign.id, laterEnd(campaign, draft, ctx.now()))
  if (campaign.state !== 'draft') throw new AppError('conflict', 'campaign_not_now')
  await requireRulebook(tx, draft.rulebookId, { officeId: campaign.officeId, countryCode: office.countryCode })
  const { rulebookId, year, title } = draft
  if (await hasCampaign(tx, { ...campaign, rulebookId, year, title })) throw invalidField('title', 'campaign_twice')
  return updateCampaign(tx, campaign.id, { rulebookId, year, title, ...momentsOf(draft) })
}

export async function changeCampaign(ctx: Ctx, officeId: string, campaignId: string, change: CampaignChange) {
  await ctx.db.transaction(async (tx) => {
    const { user } = await requireOffice(ctx, officeId, 'campaign.edit', tx)
    const campaign = await lockCampaign(tx, campaignId)
    if (!campaign || campaign.officeId !== officeId) throw notFound()
    const line = { at: ctx.now(), actorId: user.id, schoolId: officeId, targetId: campaignId }
    if ('state' in change) {
      if (campaign.state !== 'draft') throw new AppError('conflict', 'campaign_not_now')
      await updateCampaign(tx, campaignId, { state: 'cancelled' })
      return insertAudit(tx, { ...line, action: 'campaign.cancelled' })
    }
    await changeDates(ctx, tx, campaign, change)
    return insertAudit(tx, { ...line, action: 'campaign.changed', detail: { closes: change.closesAt } })
  })
  return listCampaignsAt(ctx, officeId)
}

/** To whom the office of a campaign gave no mandate it is not there. */
async function requireCampaignToOpen(ctx: Ctx, campaign: CampaignRow | null, tx?: Tx) {
  requireUser(ctx)
  if (!campaign) throw notFound()
  return requireOffice(ctx, campaign.officeId, 'campaign.open', tx)
}

/** From now on its rules are changed no more, and applications come from its first moment on; who is invited hears of it. */
export async function openCampaign(ctx: Ctx, campaignId: string) {
  const known = await findCampaign(ctx.db, campaignId)
  const { office } = await requireCampaignToOpen(ctx, known)
  await ctx.db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, campaignId)
    const { user } = await requireCampaignToOpen(ctx, campaign, tx)
    if (!campaign || campaign.state !== 'draft') throw new AppError('conflict', 'campaign_not_now')
    const at = ctx.now()
    if (campaign.closesAt <= at) throw new AppError('conflict', 'campaign_past')
    await lockRulebook(tx, campaign.rulebookId)
    await lockRules(tx, campaign.rulebookId, at)
    await updateCampaign(tx, campaignId, { state: 'open', openedAt: at })
    const line = { at, actorId: user.id, schoolId: campaign.officeId, targetId: campaignId }
    await insertAudit(tx, { ...line, action: 'campaign.opened' })
  })
  const invited = await inviteWhereAsked(ctx, campaignId)
  return { ...(await listCampaignsAt(ctx, office.schoolId)), invited }
}
