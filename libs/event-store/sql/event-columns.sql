  position, event_id as "eventId", practice, stream, version, type, schema_version as "schemaVersion", data, sealed, key_id as "keyId",
  occurred_at as "occurredAt", recorded_at as "recordedAt", correlation_id as "correlationId", causation_id as "causationId",
  command_id as "commandId", actor, trace_context as "traceContext"
