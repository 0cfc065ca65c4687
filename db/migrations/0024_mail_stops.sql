CREATE TABLE "mail_stops" (
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"stopped_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_stops_user_id_kind_pk" PRIMARY KEY("user_id","kind"),
	CONSTRAINT "mail_stops_kind" CHECK ("mail_stops"."kind" in ('digest', 'letter'))
);
--> statement-breakpoint
ALTER TABLE "mail_stops" ADD CONSTRAINT "mail_stops_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;