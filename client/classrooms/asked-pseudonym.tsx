import { Check, X } from 'lucide-react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useIsOffline } from '#client/session/strips.tsx'
import { IconButton } from '#client/ui/button.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { toast } from '#client/ui/toast.tsx'
import styles from './classrooms.module.css'
import { useAnswerPseudonym } from '../data/classrooms.ts'
import type { Pupil } from '../data/classrooms.ts'

interface AskedPseudonymProps {
  pupil: Pupil
  classroomId: string
  canAnswer: boolean
}

/** A pupil's pseudonym, and the one they would like, with yes and no beside it. */
export function AskedPseudonym({ pupil, classroomId, canAnswer }: AskedPseudonymProps) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const isOffline = useIsOffline()
  const answer = useAnswerPseudonym(classroomId)
  const { askedPseudonym: asked, displayName: name } = pupil
  if (asked === null) return pupil.pseudonym
  const onAnswer = (isApproved: boolean) =>
    runChange(
      answer,
      { userId: pupil.id, isApproved },
      {
        onSuccess: () =>
          toast(
            isApproved ? t('classrooms.pseudonymGiven', { name, asked }) : t('classrooms.pseudonymRefused', { name }),
          ),
        onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
      },
    )
  return (
    <span className={styles.asked}>
      <span>{pupil.pseudonym}</span>
      <span className={styles.wish}>
        <span>{t('classrooms.wouldLike', { asked })}</span>
        {canAnswer && (
          <>
            <IconButton
              label={t('classrooms.approvePseudonym', { name, asked })}
              icon={Check}
              isDisabled={isOffline}
              isPending={answer.isPending}
              onPress={() => onAnswer(true)}
            />
            <IconButton
              label={t('classrooms.refusePseudonym', { name })}
              icon={X}
              isDisabled={isOffline}
              isPending={answer.isPending}
              onPress={() => onAnswer(false)}
            />
          </>
        )}
      </span>
    </span>
  )
}
