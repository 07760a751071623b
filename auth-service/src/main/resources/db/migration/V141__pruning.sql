-- Old rows are found by their time, and whether an event has deliveries by the event.
create index event_by_time on event (at);
create index webhook_delivery_by_time on webhook_delivery (created_at);
create index webhook_delivery_by_event on webhook_delivery (event);
