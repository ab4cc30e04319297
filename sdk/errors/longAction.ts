import { SluiceError } from './SluiceError.ts';

export class ActionStopped extends SluiceError<'ActionStopped', Record<never, never>> {
  constructor() {
    super('ActionStopped', {
      what: 'The action was stopped before its end.',
      advice: 'Run it again: it does the rest, and nothing twice.',
      values: {},
    });
  }
}
