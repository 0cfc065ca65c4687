import { ChevronsUpDown } from 'lucide-react'
import type { ProjectCard } from '#client/data/projects.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'

interface ProjectMenuProps {
  here: ProjectCard
  projects: readonly ProjectCard[]
  onChoose: (projectId: string) => void
}

/** The project one is in, and the way to the others. */
export function ProjectMenu({ here, projects, onChoose }: ProjectMenuProps) {
  const { t } = useMessages()
  return (
    <Menu
      label={t('app.otherProjects')}
      placement="bottom start"
      trigger={
        <Button variant="quiet" icon={ChevronsUpDown}>
          {here.name}
        </Button>
      }
      onAction={(key) => onChoose(String(key))}
    >
      {projects.map((project) => (
        <MenuItem key={project.id} id={project.id}>
          {project.name}
        </MenuItem>
      ))}
    </Menu>
  )
}
