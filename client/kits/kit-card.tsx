import { useNavigate } from '@tanstack/react-router'
import { CalendarRange, ListChecks } from 'lucide-react'
import { useState } from 'react'
import { type Kit, useCopyKit, useRemoveKit } from '#client/data/kits.ts'
import { kindIcons } from '#client/data/kinds.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Row } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './kits.module.css'

/** What a kit is for, what is in it, whose it is, and the button that copies it. */
export function KitCard({ kit, projectId }: { kit: Kit; projectId: string }) {
  const { t, locale } = useMessages()
  const navigate = useNavigate()
  const copy = useCopyKit(projectId)
  const copyIt = () =>
    copy.mutate(kit.id, {
      onSuccess: ({ documents, hasPlan, hasRubric }) => {
        const isKept = (kit.planned > 0 && !hasPlan) || (kit.criteria > 0 && !hasRubric)
        const words = t('kits.copied', { count: documents.length })
        toast(isKept ? `${words} ${t('kits.kept')}` : words)
        void navigate({ to: '/p/$projectId/pages', params: { projectId } })
      },
    })
  return (
    <article className={styles.kit} aria-labelledby={`kit-${kit.id}`}>
      <h3 id={`kit-${kit.id}`} lang={kit.language}>
        {kit.title}
      </h3>
      <Row gap="s">
        <Badge>{languageName(kit.language, locale)}</Badge>
        <Badge>{t('kits.ages', { from: kit.ageFrom, to: kit.ageTo })}</Badge>
        {kit.isOwn && <Badge tone="brand">{t(`kits.audience_${kit.audience}`)}</Badge>}
      </Row>
      <p lang={kit.language}>{kit.summary}</p>
      <ul className={styles.contents} aria-label={t('kits.contents')}>
        {kit.documents.map(({ kind, title, isTemplate }, at) => (
          <li key={`${at} ${title}`}>
            <Icon of={kindIcons[kind]} size="s" />
            <span lang={kit.language}>{title}</span>
            {isTemplate && <span className={styles.template}>{t('kits.template')}</span>}
          </li>
        ))}
        {kit.planned > 0 && (
          <li>
            <Icon of={CalendarRange} size="s" />
            {t('kits.holdsPlan', { count: kit.planned })}
          </li>
        )}
        {kit.criteria > 0 && (
          <li>
            <Icon of={ListChecks} size="s" />
            {t('kits.holdsRubric', { count: kit.criteria })}
          </li>
        )}
      </ul>
      <p className={styles.credit}>
        {t('kits.by', { credit: kit.credit })} · {kit.licence}
      </p>
      {copy.error && <ErrorState error={copy.error} />}
      <Row gap="s">
        <OnlineButton variant="primary" whom={kit.title} isPending={copy.isPending} onPress={copyIt}>
          {t('kits.copy')}
        </OnlineButton>
        {kit.can.remove && <RemoveButton kit={kit} projectId={projectId} />}
      </Row>
    </article>
  )
}

function RemoveButton({ kit, projectId }: { kit: Kit; projectId: string }) {
  const { t } = useMessages()
  const [isAsked, setIsAsked] = useState(false)
  const remove = useRemoveKit(projectId)
  return (
    <>
      <Button variant="quiet" onPress={() => setIsAsked(true)}>
        {t('kits.remove')}
      </Button>
      <ConfirmDialog
        title={t('kits.removeTitle', { title: kit.title })}
        confirmLabel={t('kits.remove')}
        isDanger
        isPending={remove.isPending}
        isOpen={isAsked}
        onOpenChange={setIsAsked}
        onConfirm={() => remove.mutate(kit.id, { onSuccess: () => setIsAsked(false) })}
      >
        <p>{t('kits.removeText')}</p>
        {remove.error && <ErrorState error={remove.error} />}
      </ConfirmDialog>
    </>
  )
}
