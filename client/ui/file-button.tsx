import { FileTrigger } from 'react-aria-components'
import { Button } from './button.tsx'
import type { ButtonProps } from './button.tsx'

interface FileButtonProps extends Omit<ButtonProps, 'onPress'> {
  accept: readonly string[]
  allowsMultiple?: boolean
  /** Opens the camera of a phone or tablet. */
  camera?: 'user' | 'environment'
  onFiles: (files: File[]) => void
}

/** A button that asks for files. */
export function FileButton({ accept, allowsMultiple = false, camera, onFiles, ...props }: FileButtonProps) {
  return (
    <FileTrigger
      acceptedFileTypes={accept}
      allowsMultiple={allowsMultiple}
      {...(camera ? { defaultCamera: camera } : {})}
      onSelect={(list) => {
        const files = [...(list ?? [])]
        if (files.length > 0) onFiles(files)
      }}
    >
      <Button {...props} />
    </FileTrigger>
  )
}
