import { Plus } from 'lucide-react'
import { later } from '#client/ui/later.tsx'
import { Suspense, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import type { Project } from '#client/data/projects.ts'
import { Button } from '#client/ui/button.tsx'
import type { ButtonVariant } from '#client/ui/button.tsx'

// The dialog and its fields are as large as the screen behind them, and most visits never open it.
const NewDocumentDialog = later(() => import('./new-document-dialog.tsx').then((module) => module.NewDocumentDialog))

interface NewPageButtonProps {
  project: Project
  /** Teachers choose for whom; a pupil's page is their group's. */
  canForAll: boolean
  label: string
  isTemplate?: boolean
  variant?: ButtonVariant
}

export function NewDocumentButton({
  project,
  canForAll,
  label,
  isTemplate = false,
  variant = 'primary',
}: NewPageButtonProps) {
  const { t } = useMessages()
  const [isOpen, setIsOpen] = useState(false)
  if (!canForAll && !project.group)
    return (
      <Button variant={variant} icon={Plus} isDisabled>
        {t('documents.startNeedsGroup')}
      </Button>
    )
  return (
    <>
      <Button variant={variant} icon={Plus} aria-haspopup="dialog" onPress={() => setIsOpen(true)}>
        {label}
      </Button>
      <Suspense fallback={null}>
        {isOpen && (
          <NewDocumentDialog
            project={project}
            canForAll={canForAll}
            isTemplate={isTemplate}
            onClose={() => setIsOpen(false)}
          />
        )}
      </Suspense>
    </>
  )
}
