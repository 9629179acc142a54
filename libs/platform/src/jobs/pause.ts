/** A pause that can be cut short, even before it has begun. */
export class Pause {
  private isCut = false;
  private end: () => void = () => undefined;

  cut(): void {
    this.isCut = true;
    this.end();
  }

  async last(ms: number): Promise<void> {
    if (!this.isCut) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.isCut = false;
  }
}
