import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { extractQuery, type ExtractPerson, type ExtractSummary, useRemoveExtract } from '#client/data/extracts.ts'
import { documentHref } from '#client/data/kinds.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { PinMenu } from '#client/session/pin-menu.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { ConfirmDialog, Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { ExtractContent, useExtractNames } from './extract-content.tsx'
import styles from './extracts.module.css'

interface LineProps {
  extract: ExtractSummary
  people: readonly ExtractPerson[]
}

/** One extract in the list: whose, when, its beginning, and the way to all of it. */
export function ExtractLine({ extract, people }: LineProps) {
  const { t, locale } = useMessages()
  const nameOf = useExtractNames(people)
  const { kind, title, words, authors, madeAt, takenAt, takenBy, language, source } = extract
  const list = new Intl.ListFormat(regionOf(locale))
  const heading = title === '' ? t(`extracts.kind_${kind}`) : title
  return (
    <li className={styles.extract}>
      <div className={styles.head}>
        <h2>{heading}</h2>
        <span className={styles.aside}>{t('extracts.made', { kind, at: new Date(madeAt) })}</span>
      </div>
      <p>{authors.length === 0 ? t('extracts.byNobody') : list.format(authors.map(nameOf))}</p>
      {words !== '' && (
        <p className={styles.words} lang={language ?? undefined} dir="auto">
          {words}
        </p>
      )}
      <p className={styles.aside}>{t('extracts.taken', { by: nameOf(takenBy), at: new Date(takenAt) })}</p>
      <Row gap="s">
        <Dialog title={heading} trigger={<Button>{t('extracts.open')}</Button>} size="l">
          {() => <WholeExtract extractId={extract.id} />}
        </Dialog>
        {source.document !== null && (
          <LinkButton href={documentHref(source.document)} variant="quiet">
            {t('extracts.toSource', { title: source.document.title })}
          </LinkButton>
        )}
        <PinMenu variant="quiet" of={() => ({ extractId: extract.id })} />
        {extract.can.remove && <RemoveButton extractId={extract.id} />}
      </Row>
    </li>
  )
}

function WholeExtract({ extractId }: { extractId: string }) {
  const { data, error, refetch } = useQuery(extractQuery(extractId))
  const nameOf = useExtractNames(data?.people ?? [])
  if (data)
    return (
      <Stack>
        <ExtractContent extract={data.extract} nameOf={nameOf} />
      </Stack>
    )
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton of="lines" />
}

function RemoveButton({ extractId }: { extractId: string }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const remove = useRemoveExtract()
  const [isAsking, setIsAsking] = useState(false)
  const confirm = () =>
    remove.mutate(extractId, {
      onSuccess: () => toast(t('extracts.removed')),
      onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
      onSettled: () => setIsAsking(false),
    })
  return (
    <>
      <OnlineButton variant="quiet" icon={Trash2} onPress={() => setIsAsking(true)}>
        {t('extracts.remove')}
      </OnlineButton>
      <ConfirmDialog
        title={t('extracts.removeTitle')}
        confirmLabel={t('extracts.remove')}
        isDanger
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        isPending={remove.isPending}
        onConfirm={confirm}
      >
        {t('extracts.removeText')}
      </ConfirmDialog>
    </>
  )
}
