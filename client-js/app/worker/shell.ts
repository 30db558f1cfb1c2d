/** The files of one version of the pages, all that they are made of but the page itself. */
export interface Shell {
  /** Another one with every change of a file or page. */
  readonly version: string;
  readonly files: readonly ShellFile[];
}

export interface ShellFile {
  /** Relative to the folder of the pages. */
  readonly path: string;
  /** As the attribute of that name has it. */
  readonly integrity: string;
}
