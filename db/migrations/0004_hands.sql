CREATE TABLE "hands" (
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"raised_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "hands_project_id_user_id_pk" PRIMARY KEY("project_id","user_id"),
	CONSTRAINT "hands_kind" CHECK ("hands"."kind" in ('raised', 'lost'))
);
--> statement-breakpoint
ALTER TABLE "hands" ADD CONSTRAINT "hands_project_id_user_id_members_project_id_user_id_fk" FOREIGN KEY ("project_id","user_id") REFERENCES "public"."members"("project_id","user_id") ON DELETE cascade ON UPDATE no action;