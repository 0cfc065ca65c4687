CREATE TABLE "timers" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"words" text,
	"started_by" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"paused_at" timestamp with time zone,
	CONSTRAINT "timers_words" CHECK (length("timers"."words") between 1 and 120),
	CONSTRAINT "timers_end" CHECK ("timers"."ends_at" >= "timers"."started_at")
);
--> statement-breakpoint
ALTER TABLE "timers" ADD CONSTRAINT "timers_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "timers" ADD CONSTRAINT "timers_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;