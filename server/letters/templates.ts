import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  findTemplate,
  insertTemplate,
  listTemplates,
  listTemplateVersions,
  type TemplateRow,
} from '#db/queries/letters.ts'
import { lockSchool } from '#db/queries/schools.ts'
import type { LetterKind, Locale } from '#db/schema/values.ts'
import { requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { letterBody } from './body.ts'
import { defaultTemplates } from './defaults.ts'
import type { NewTemplate, TemplateAsked } from './input.ts'

/* How an office writes. A version stays for the letters that were made from it. */

interface Wanted {
  officeId: string
  kind: LetterKind
  language: Locale
  at: Date
}

/** The newest; what Préau brings along becomes a version when the first letter is made from it. */
export async function currentTemplate(tx: Tx, { officeId, kind, language, at }: Wanted): Promise<TemplateRow> {
  const own = await findTemplate(tx, { officeId, kind, language })
  if (own) return own
  const shipped = defaultTemplates.find((one) => one.kind === kind && one.language === language)
  if (!shipped) throw new Error(`no template for ${kind} in ${language}`)
  return insertTemplate(tx, { ...shipped, officeId, version: 1, createdAt: at })
}

export async function showTemplates(ctx: Ctx, officeId: string) {
  await requireOffice(ctx, officeId, 'letter.prepare')
  const own = await listTemplates(ctx.db, officeId)
  return {
    templates: defaultTemplates.map(({ kind, language, title, body }) => {
      const found = own.find((one) => one.kind === kind && one.language === language)
      return found
        ? { kind, language, title: found.title, body: letterBody.parse(found.body), version: found.version }
        : { kind, language, title, body, version: 0 }
    }),
  }
}

/** The last ones of a template, so that an earlier wording can be taken up again. */
export async function showTemplateVersions(ctx: Ctx, { officeId, kind, language }: TemplateAsked) {
  await requireOffice(ctx, officeId, 'letter.prepare')
  const versions = await listTemplateVersions(ctx.db, { officeId, kind, language, limit: 50 })
  return {
    versions: versions.map(({ body, createdAt, ...one }) => ({
      ...{ ...one, body: letterBody.parse(body), at: createdAt.toISOString() },
    })),
  }
}

export async function keepTemplate(ctx: Ctx, officeId: string, { basedOn, ...draft }: NewTemplate) {
  await ctx.db.transaction(async (tx) => {
    // Of two who write at once the second is told.
    await lockSchool(tx, officeId)
    const { user } = await requireOffice(ctx, officeId, 'letter.prepare', tx)
    const version = (await findTemplate(tx, { officeId, ...draft }))?.version ?? 0
    if (version !== basedOn) throw new AppError('conflict', 'letter_template_changed')
    const at = ctx.now()
    const made = await insertTemplate(tx, {
      ...{ ...draft, officeId, version: version + 1, createdBy: user.id, createdAt: at },
    })
    const line = { at, actorId: user.id, schoolId: officeId, targetId: made.id }
    await insertAudit(tx, {
      ...line,
      action: 'letter.template',
      detail: { kind: draft.kind, language: draft.language },
    })
  })
  return showTemplates(ctx, officeId)
}
