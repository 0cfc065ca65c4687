import * as z from 'zod'
import { isObjectId } from '#collab/documents/board-author.ts'
import { boardLimits } from '#collab/documents/board-model.ts'
import { isDay, isLinkTarget } from '#collab/documents/board-values.ts'
import { exportFormats } from './exports.ts'
import { moment } from '../kit/dates.ts'
import { givenReason } from '../kit/text.ts'
import { lines } from '../kit/text.ts'

/* What a request about a board may hold. */

/** History too has a timeline; year 0 is in no calendar. */
const cardDay = z.iso.date().max(10).refine(isDay, 'date_far')
const objectId = z.string().max(50).refine(isObjectId)

export const objectParam = z.strictObject({ documentId: z.uuid().toLowerCase(), objectId })
export const pendingParam = z.strictObject({ documentId: z.uuid().toLowerCase(), pendingId: z.uuid().toLowerCase() })
export const pauseParam = z.strictObject({ documentId: z.uuid().toLowerCase(), userId: z.uuid().toLowerCase() })
export const pauseDraft = z.strictObject({ reason: givenReason.default(null) })
/** What is taken along, and how. */
export const exportDraft = z.strictObject({ format: z.enum(exportFormats), hasNames: z.boolean() })
export const voteParam = z.strictObject({ documentId: z.uuid().toLowerCase(), voteId: z.uuid().toLowerCase() })

/** A card that a pupil sends in. What its file is, the server knows. */
export const cardDraft = z
  .strictObject({
    text: lines(boardLimits.textLetters).default(''),
    colour: z.number().int().min(0).max(15).default(0),
    /** The column it is for. */
    parent: objectId.nullable().default(null),
    date: z.union([cardDay, z.literal('')]).default(''),
    href: z.string().max(boardLimits.linkLetters).refine(isLinkTarget, { error: 'link_target' }).default(''),
    asset: z.uuid().toLowerCase().nullable().default(null),
    alt: lines(boardLimits.altLetters).default(''),
    /** What stands on the board and is to say this instead, once a teacher has approved it. */
    replaces: objectId.nullable().default(null),
  })
  .refine((card) => card.text !== '' || card.href !== '' || card.asset !== null, {
    error: 'card_empty',
    path: ['text'],
  })
export type CardDraft = z.infer<typeof cardDraft>

/** When what the teacher has read was written: its author may have changed it since. */
export const cardApproval = z.strictObject({ changedAt: moment })
export const cardReturn = z.strictObject({ reason: lines(500, 1) })

export const voteDraft = z.strictObject({ marks: z.number().int().min(1).max(10) })
export const voteChoice = z.strictObject({ objectIds: z.array(objectId).max(10) })
/** `count`: the result is shown to all; otherwise nothing comes of it. */
export const voteEnd = z.strictObject({ count: z.boolean() })
