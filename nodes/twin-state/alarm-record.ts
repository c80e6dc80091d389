import { ALARM_COLLECTION, type KeptAlarm } from "../../models/twin/alarm-change.ts";
import type { TwinStore } from "../kit/store.ts";
import { keepInTurn } from "./keep-in-turn.ts";

/** Keeps each change of an alarm as a document: what rose and cleared when, who has seen it, and by which flow. */
export const alarmRecord = (store: TwinStore) =>
  keepInTurn<KeptAlarm>((changes) =>
    Promise.all(
      changes.map((body) => {
        const { asset, time, alarm, command } = body;
        const id = `${alarm.id}@${time}/${command ?? alarm.state}`;
        return store.putDocument({ collection: ALARM_COLLECTION, id, owner: asset, timeMs: time, body });
      }),
    ),
  );
