/** The part of occt-import-js 0.0.23 that we use; the package ships no types. */
declare module 'occt-import-js' {
  namespace occtimportjs {
    interface Mesh {
      name: string;
      attributes: { position: { array: number[] } };
      index: { array: number[] };
    }

    interface ReadParameters {
      linearUnit: 'millimeter' | 'centimeter' | 'meter' | 'inch' | 'foot';
      linearDeflectionType: 'bounding_box_ratio' | 'absolute_value';
      linearDeflection: number;
      angularDeflection: number;
    }

    interface Importer {
      ReadStepFile(content: Uint8Array, parameters: ReadParameters): { success: boolean; meshes?: Mesh[] };
    }
  }

  /** Each call compiles a module instance of its own; `print` takes what OpenCascade would write to standard output. */
  function occtimportjs(options: { print(line: string): void; printErr(line: string): void }): Promise<occtimportjs.Importer>;
  export = occtimportjs;
}
