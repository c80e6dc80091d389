import { pythonEnvironment } from "./python.ts";

/** The Python that has NASA's ProgPy. It is heavy, so training does without. @throws Error as `pythonEnvironment` */
export const progpyPython = (): Promise<string> => pythonEnvironment(".venv-progpy", "requirements-progpy.txt");
