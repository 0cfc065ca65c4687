import { X } from 'lucide-react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { formatDate } from '#client/locales/dates.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Table } from '#client/ui/table.tsx'
import { toast } from '#client/ui/toast.tsx'
import { choiceOf } from '../data/invitation-choices.ts'
import { useRevokeInvitation } from '../data/invitations.ts'
import type { InvitationLook } from '../data/invitations.ts'

interface InvitationRow {
  id: string
  role: InvitationLook['role']
  audience: InvitationLook['audience']
  createdAt: string
  expiresAt: string
  state: 'open' | 'accepted' | 'expired' | 'revoked'
  /** Why nobody had to take it back. */
  voidReason: 'left' | 'demoted' | 'suspended' | null
}

interface InvitationTableProps {
  invitations: readonly InvitationRow[]
  /** The key of the list to fetch again after a withdrawal. */
  stale: readonly string[]
  canRevoke: boolean
}

/** Links that were made: which still work, and how to make one stop working. */
export function InvitationTable({ invitations, stale, canRevoke }: InvitationTableProps) {
  const { t, locale } = useMessages()
  const errorText = useErrorText()
  const revoke = useRevokeInvitation(stale)
  if (invitations.length === 0) return <p>{t('invitations.none')}</p>
  return (
    <Table
      label={t('invitations.list')}
      rows={invitations.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))}
      rowId={(row) => row.id}
      columns={[
        {
          id: 'role',
          label: t('invitations.colRole'),
          isRowHeader: true,
          cell: (row) => t(`invitations.for_${choiceOf(row)}`),
        },
        { id: 'made', label: t('invitations.colMade'), cell: (row) => formatDate(row.createdAt, locale) },
        { id: 'until', label: t('invitations.colExpires'), cell: (row) => formatDate(row.expiresAt, locale) },
        {
          id: 'state',
          label: t('invitations.colState'),
          cell: (row) => (
            <>
              <Badge tone={row.state === 'open' ? 'brand' : 'neutral'}>
                {t(row.voidReason ? 'invitations.state_void' : `invitations.state_${row.state}`)}
              </Badge>
              {row.voidReason && <p>{t(`invitations.void_${row.voidReason}`)}</p>}
            </>
          ),
        },
        {
          id: 'action',
          label: t('invitations.colAction'),
          isLabelHidden: true,
          align: 'end',
          cell: (row) =>
            canRevoke &&
            row.state === 'open' && (
              <OnlineButton
                variant="quiet"
                icon={X}
                onPress={() =>
                  runChange(revoke, row.id, {
                    onSuccess: () => toast(t('invitations.revoked')),
                    onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
                  })
                }
              >
                {t('invitations.revoke')}
              </OnlineButton>
            ),
        },
      ]}
    />
  )
}
