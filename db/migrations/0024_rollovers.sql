CREATE TABLE "rollovers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"done_by" uuid,
	"done_at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone,
	"classes" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "classrooms" ADD COLUMN "left_on" date;--> statement-breakpoint
ALTER TABLE "rollovers" ADD CONSTRAINT "rollovers_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollovers" ADD CONSTRAINT "rollovers_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rollovers_school" ON "rollovers" USING btree ("school_id","done_at");