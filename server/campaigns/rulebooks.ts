import { insertAudit } from '#db/queries/audit.ts'
import {
  findRulebook,
  hasVersion,
  insertRulebook,
  listRulebooks,
  lockRulebook,
  type RulebookRow,
  updateRulebook,
} from '#db/queries/campaigns.ts'
import { requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import type { NewRulebook, RulebookChange } from './input.ts'
import { rulesOf } from './rulebook.ts'

/* Rulebooks of an office. Those that come with Préau are read and copied; an own one is written until a campaign goes by it. */

export async function listRulebooksAt(ctx: Ctx, officeId: string) {
  const { office, may } = await requireOffice(ctx, officeId, 'office.read')
  const rows = await listRulebooks(ctx.db, { officeId, countryCode: office.countryCode })
  return {
    office: { id: officeId, name: office.name },
    rulebooks: rows.map(({ officeId: of, lockedAt, ...row }) => ({
      ...row,
      isShipped: of === null,
      isLocked: lockedAt !== null,
    })),
    can: { edit: may('campaign.edit'), open: may('campaign.open') },
  }
}

const viewRulebook = (row: RulebookRow, mayEdit: boolean) => ({
  ...{ id: row.id, scheme: row.scheme, countryCode: row.countryCode, version: row.version, titles: row.titles },
  ...{ source: row.source, validFrom: row.validFrom, validUntil: row.validUntil, revision: row.revision },
  rules: rulesOf(row.rules),
  isShipped: row.officeId === null,
  isLocked: row.lockedAt !== null,
  can: { edit: mayEdit && row.officeId !== null && row.lockedAt === null, copy: mayEdit },
})

export async function showRulebook(ctx: Ctx, officeId: string, rulebookId: string) {
  const { office, may } = await requireOffice(ctx, officeId, 'office.read')
  const row = await findRulebook(ctx.db, rulebookId, { officeId, countryCode: office.countryCode })
  if (!row) throw notFound()
  return { rulebook: viewRulebook(row, may('campaign.edit')) }
}

/** Begins a rulebook with what another says. */
export async function copyRulebook(ctx: Ctx, officeId: string, { basedOn, version }: NewRulebook) {
  const id = await ctx.db.transaction(async (tx) => {
    const { user, office } = await requireOffice(ctx, officeId, 'campaign.edit', tx)
    const { countryCode } = office
    const from = await findRulebook(tx, basedOn, { officeId, countryCode })
    if (!from) throw notFound()
    const at = ctx.now()
    const { scheme, titles, source, validFrom, validUntil } = from
    const made = await insertRulebook(tx, {
      ...{ officeId, scheme, countryCode, version, titles, source, validFrom, validUntil, basedOn },
      // It is by whoever copies it: it is nobody's default.
      rules: { ...rulesOf(from.rules), isDefault: false },
      ...{ createdBy: user.id, createdAt: at, changedAt: at },
    })
    if (made === null) throw invalidField('version', 'rulebook_version')
    const line = { at, actorId: user.id, schoolId: officeId, targetId: made }
    await insertAudit(tx, { ...line, action: 'rulebook.copied', detail: { scheme } })
    return made
  })
  return showRulebook(ctx, officeId, id)
}

export async function changeRulebook(ctx: Ctx, officeId: string, rulebookId: string, change: RulebookChange) {
  await ctx.db.transaction(async (tx) => {
    const { user, office } = await requireOffice(ctx, officeId, 'campaign.edit', tx)
    const known = await findRulebook(tx, rulebookId, { officeId, countryCode: office.countryCode })
    if (!known) throw notFound()
    if (known.officeId === null) throw new AppError('forbidden', 'rulebook_shipped')
    const row = await lockRulebook(tx, rulebookId)
    if (!row) throw notFound()
    if (row.lockedAt !== null) throw new AppError('conflict', 'rulebook_locked')
    const { revision, ...said } = change
    if (revision !== row.revision) throw new AppError('conflict', 'rulebook_changed')
    if (said.validUntil !== null && said.validUntil <= said.validFrom) throw invalidField('validUntil', 'date_order')
    if (said.rules.subject !== rulesOf(row.rules).subject) throw invalidField('rules.subject', 'rulebook_subject')
    if (await hasVersion(tx, { ...row, version: said.version })) throw invalidField('version', 'rulebook_version')
    const at = ctx.now()
    await updateRulebook(tx, rulebookId, { ...said, rules: { ...said.rules, isDefault: false } }, at)
    const line = { at, actorId: user.id, schoolId: officeId, targetId: rulebookId }
    await insertAudit(tx, { ...line, action: 'rulebook.changed', detail: { scheme: row.scheme } })
  })
  return showRulebook(ctx, officeId, rulebookId)
}
